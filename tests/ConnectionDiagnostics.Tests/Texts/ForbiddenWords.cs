namespace ConnectionDiagnostics.Tests.Texts;

/// <summary>What no diagnosis says, by language: no asking, no regret, no blame, no reassurance, nobody addressed, and nothing surer than the evidence.</summary>
/// <remarks>Regular expressions without regard to case.</remarks>
internal static class ForbiddenWords
{
    /// <summary>In every language.</summary>
    public static string[] Everywhere { get; } = ["!(?!=)", "！", @"\.\.\.", "…{2}", @"\bTODO\b", @"\bFIXME\b", @"\?\?"];

    public static Dictionary<string, string[]> ByLanguage { get; } = new()
    {
        ["en"] =
        [
            @"\bplease\b", @"\bsorry\b", @"\bunfortunately\b", @"\boops\b", @"\bhopefully\b", @"\bdon't worry\b", // tone
            @"\b(your|own) fault\b", @"\byou forgot\b", @"\byour mistake\b", @"\bstupid\b", @"\bsilly\b", @"\bshould have\b", @"\bmisconfigured\b", // blame
            @"\bobviously\b", @"\bof course\b", @"\bclearly\b", @"\bdefinitely\b", @"\bcertainly (?!the|no)\b", @"\bundoubtedly\b", @"\bguaranteed\b", // too sure
            @"\bsomething went wrong\b", @"\ban error (has )?occurred\b", @"\binvalid input\b", @"\bcontact your administrator\b", // says nothing
            @"\bour\b", @"\bsimply\b", @"\bjust (use|run|set|try)\b",
        ],
        ["de"] =
        [
            @"\bbitte\b", @"\bleider\b", @"\bups\b", @"\bhoffentlich\b", @"\bkeine sorge\b", @"\bentschuldig",
            @"\bschuld\b", @"\bvergessen hat\b", @"\bIhr Fehler\b", @"\bhätte(n)? .*(müssen|sollen)\b", @"\bfehlkonfigur",
            @"\boffensichtlich\b", @"\bselbstverständlich\b", @"\bnatürlich\b", @"\bdefinitiv\b", @"\bzweifellos\b", @"\bgarantiert\b",
            @"\betwas ist schiefgelaufen\b", @"\bein fehler ist aufgetreten\b", @"\bungültige eingabe\b", @"\bIhren? Administrator\b",
            @"\bunser", @"\beinfach (nur|mal)\b", @"\bkönnen Sie\b", @"\bsollten Sie\b", @"\bmüssen Sie\b", @"\bprüfen Sie\b", @"\bdu\b", @"\bdein", @"\bkannst\b",
        ],
        ["zh-Hans"] =
        [
            "(?<!申)请(?!求)", "抱歉", "对不起", "很遗憾", "不好意思", "别担心", "哎",
            "您", "你的错", "忘记", "愚蠢",
            "显然", "毫无疑问", "肯定是", "必定", "保证能", "绝对(?!URI|路径)",
            "出错了", "发生错误", "未知错误", "无效输入", "联系管理员", "我们", "只需",
        ],
    };
}
