using ConnectionDiagnostics.Causes.Weighing;

namespace ConnectionDiagnostics;

/// <summary>The scales on which a rule weighs its cause: a prior, reasons of named strength, and now and then a decisive one.</summary>
public sealed class CauseScales
{
    private List<(int Weight, Message Message)>? _reasons;
    private List<(RemedyActor Actor, Message Text, string? Command)>? _remedies;
    private List<(CauseCode Other, RemedyActor Actor, Message Text, string? Command)>? _checks;
    private int _decibans;

    internal CauseScales(CauseCode code, ConnectionOutcome outcome)
    {
        Code = code;
        Outcome = outcome;
    }

    /// <summary>What happened, as read from the evidence.</summary>
    public ConnectionOutcome Outcome { get; }

    internal CauseCode Code { get; private set; }

    /// <summary>Whether the rule had nothing to say: most have, and their scales serve the next rule.</summary>
    internal bool IsUntouched =>
        !InPlay && RuledOutBecause is null && _decibans == 0 && _reasons is null && _remedies is null && _checks is null && !IsRemark && !IsIndependent && !ExplainsNoOther;

    internal bool InPlay { get; private set; }

    internal bool IsConfirmed { get; private set; }

    internal bool IsRemark { get; private set; }

    internal bool IsIndependent { get; private set; }

    internal bool ExplainsNoOther { get; private set; }

    internal Message? RuledOutBecause { get; private set; }

    internal Message Summary { get; private set; }

    internal int Decibans => _decibans;

    internal IReadOnlyList<(RemedyActor Actor, Message Text, string? Command)> Remedies => _remedies ?? [];

    internal IReadOnlyList<(CauseCode Other, RemedyActor Actor, Message Text, string? Command)> Checks => _checks ?? [];

    /// <summary>Strongest first; equal ones in the order in which the rule gave them.</summary>
    internal IEnumerable<Message> Reasons => (_reasons ?? []).OrderByDescending(reason => Math.Abs(reason.Weight)).Select(reason => reason.Message);

    /// <summary>Brings the cause into play: it fits this outcome.</summary>
    /// <param name="prior">How often it is behind this outcome.</param>
    /// <param name="summary">One sentence with the real values.</param>
    public void Consider(Prior prior, Message summary)
    {
        InPlay = true;
        _decibans += Thresholds.Of(prior);
        Summary = summary;
    }

    /// <summary>Replaces the summary, when a reason lets it say more.</summary>
    /// <param name="summary">One sentence with the real values.</param>
    public void Summarize(Message summary) => Summary = summary;

    /// <summary>Adds a reason for the cause.</summary>
    /// <param name="strength">How much it weighs.</param>
    /// <param name="reason">The observation, as a sentence.</param>
    public void For(Strength strength, Message reason) => Add(Thresholds.Of(strength), reason);

    /// <summary>Adds a reason against the cause.</summary>
    /// <param name="strength">How much it weighs.</param>
    /// <param name="reason">The observation, as a sentence.</param>
    public void Against(Strength strength, Message reason) => Add(-Thresholds.Of(strength), reason);

    /// <summary>Confirms the cause: the evidence leaves no other explanation. A wrong confirmation is the worst defect there is.</summary>
    /// <param name="summary">One sentence with the real values.</param>
    /// <param name="reason">The decisive observation.</param>
    public void Confirm(Message summary, Message reason)
    {
        InPlay = true;
        IsConfirmed = true;
        Summary = summary;
        (_reasons ??= []).Insert(0, (int.MaxValue, reason));
    }

    /// <summary>Rules the cause out: the evidence contradicts it. Weighs more than anything for it.</summary>
    /// <param name="because">The observation that contradicts it.</param>
    public void RuleOut(Message because) => RuledOutBecause ??= because;

    /// <summary>Makes the cause a remark: it stands beside the others instead of competing with them, and on a connection that works.</summary>
    public void Remark() => IsRemark = true;

    /// <summary>Makes the cause a fault of its own: another confirmed cause does not explain it away. A certificate can be wrong in several ways at once.</summary>
    public void Independent() => IsIndependent = true;

    /// <summary>Adds something to do about it; the most promising first.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="text">What to do.</param>
    /// <param name="command">A command to paste.</param>
    public void Remedy(RemedyActor actor, Message text, string? command = null) => (_remedies ??= []).Add((actor, text, command));

    /// <summary>Names the check that would tell this cause from another when both are left.</summary>
    /// <param name="other">The other cause.</param>
    /// <param name="actor">Who can make the check.</param>
    /// <param name="text">What to look at, and what the answer means.</param>
    /// <param name="command">A command to paste.</param>
    public void SeparateFrom(CauseCode other, RemedyActor actor, Message text, string? command = null) =>
        (_checks ??= []).Add((other, actor, text, command));

    /// <summary>Leaves the other causes in play even when this one is confirmed: it is true, and the failure has a cause of its own besides.</summary>
    internal void ExplainNoOther() => ExplainsNoOther = true;

    /// <summary>Untouched scales for another cause.</summary>
    internal void PassTo(CauseCode code) => Code = code;

    /// <summary>Takes the cause out of play, whatever was put on the scales.</summary>
    internal void Withdraw()
    {
        InPlay = false;
        IsConfirmed = false;
        RuledOutBecause = null;
    }

    private void Add(int weight, Message reason)
    {
        _decibans += weight;
        (_reasons ??= []).Add((weight, reason));
    }
}
