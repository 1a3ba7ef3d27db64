using System.Net.Sockets;

namespace ConnectionDiagnostics.Causes.TimedOut;

/// <summary>macOS 15 and later deny an application the local network until its user allows it.</summary>
internal sealed class LocalNetworkPermission : ICatalogueRule
{
    public CauseCode Code => CauseCode.LocalNetworkPermission;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.DotNet("System.Net.Sockets.SocketException (65): No route to host"),
        KnownErrors.Curl("connect to … port … failed: No route to host"),
        KnownErrors.Chrome("net::ERR_ADDRESS_UNREACHABLE"),
        KnownErrors.Node("Error: connect EHOSTUNREACH …"),
        KnownErrors.Java("java.net.NoRouteToHostException: No route to host"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome != ConnectionOutcome.Unreachable || evidence.Environment.Value is not { OperatingSystem: OperatingSystemKind.MacOS }
            || evidence.Connect.Value is not { ConnectedAddress: null } || evidence.Routes.Value?.Routes.Any(route => route.Interface is null || route.IsOwn) != false)
        {
            return;
        }

        (string, object?)[] values = [("address", evidence.Attempts()[0].Address), ("interface", evidence.Routes.Value.Routes[0].Interface)];
        scales.Consider(Prior.Common, Message.Of("local-network-permission.summary", values));
        if (evidence.Attempts().All(attempt => attempt.Error == SocketError.HostUnreachable && attempt.Duration < TimeSpan.FromSeconds(0.5)))
        {
            // A host that is not there is asked for first, which takes seconds.
            scales.For(Strength.Medium, Message.Of("local-network-permission.reason", values));
        }

        scales.Remedy(RemedyActor.Client, Message.Of("local-network-permission.remedy", values));
        scales.SeparateFrom(CauseCode.HostDown, RemedyActor.Client, Message.Of("local-network-permission.next", values), Commands.Ping(evidence, (System.Net.IPAddress)values[0].Item2!));
    }
}
