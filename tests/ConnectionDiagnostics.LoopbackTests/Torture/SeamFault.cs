namespace ConnectionDiagnostics.LoopbackTests.Torture;

/// <summary>What a call answers instead of the truth.</summary>
/// <param name="Name">For the message of a failed test.</param>
/// <param name="Answer">The answer, of the type that the member has, or an exception. Takes the call's token, with which a call that hangs ends.</param>
/// <param name="IsAnotherTruth">Whether it says something else about the connection, and not only less: then other causes than before are right.</param>
internal sealed record SeamFault(string Name, Func<CancellationToken, object?> Answer, bool IsAnotherTruth = false)
{
    public override string ToString() => Name;
}
