namespace ConnectionDiagnostics.LoopbackTests.Torture;

/// <summary>One call of the platform seam: which member, and for how many times.</summary>
internal readonly record struct SeamCall(string Member, int Number)
{
    public override string ToString() => $"{Member} #{Number}";
}
