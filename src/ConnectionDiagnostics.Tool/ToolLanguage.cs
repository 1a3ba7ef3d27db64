using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Tool;

/// <summary>The language of the tool: the option, else the system's. Found without ICU, which the tool does without.</summary>
internal static partial class ToolLanguage
{
    private const int MaxLocaleName = 85;

    private static readonly string[] PosixVariables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    public static Option<CultureInfo?> CreateOption() => new("--language")
    {
        Description = "The language of sentences: en, de or zh-Hans. The default is the system's.",
        CustomParser = Parse,
    };

    /// <summary>The system's language: POSIX's variables in their order of precedence, on Windows the user's locale.</summary>
    public static CultureInfo OfSystem()
    {
        string? name = OperatingSystem.IsWindows() ? WindowsLocale() : PosixLocale();
        try
        {
            return CultureInfo.GetCultureInfo(name ?? "");
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }

    private static CultureInfo? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text is "en" or "de" or "zh-Hans" or "zh" or "zh-CN")
        {
            return CultureInfo.GetCultureInfo(text.StartsWith("zh", StringComparison.Ordinal) ? "zh-Hans" : text);
        }

        result.AddError($"'{text}' is not a language of this tool: en, de or zh-Hans");
        return null;
    }

    private static string? PosixLocale()
    {
        // de_DE.UTF-8@euro
        string? locale = PosixVariables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return locale?.Split('.', '@')[0].Replace('_', '-');
    }

    private static unsafe string? WindowsLocale()
    {
        char* name = stackalloc char[MaxLocaleName];
        int length = GetUserDefaultLocaleName(name, MaxLocaleName);
        return length > 1 ? new string(name, 0, length - 1) : null;
    }

    [LibraryImport("kernel32")]
    private static unsafe partial int GetUserDefaultLocaleName(char* name, int length);
}
