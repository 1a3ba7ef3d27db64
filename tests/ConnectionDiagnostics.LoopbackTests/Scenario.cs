using System.Globalization;
using ConnectionDiagnostics.Testing;

namespace ConnectionDiagnostics.LoopbackTests;

/// <summary>A real failure on loopback, and the diagnosis that is right for it.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Fault">What the server does.</param>
/// <param name="Target">What is dialled; <c>{port}</c> is the server's.</param>
/// <param name="Outcome">The right outcome.</param>
/// <param name="Cause">The right first cause; <see langword="null"/> when the connection works.</param>
/// <param name="Likelihood">The right likelihood of it.</param>
/// <param name="Detected">What the server is seen to speak.</param>
public sealed record Scenario(
    string Name, Fault Fault, string Target, ConnectionOutcome Outcome, CauseCode? Cause, Likelihood? Likelihood, string? Detected)
{
    public string TargetFor(FaultyServer server) =>
        Target.Replace("{port}", server.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    public override string ToString() => Name;

    public static Scenario Works(string name, Fault fault, string target, string? detected) =>
        new(name, fault, target, ConnectionOutcome.Connected, null, null, detected);
}
