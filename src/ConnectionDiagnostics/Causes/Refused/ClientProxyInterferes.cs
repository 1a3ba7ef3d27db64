using System.Net;
using ConnectionDiagnostics.Knowledge;

namespace ConnectionDiagnostics.Causes.Refused;

/// <summary>Proxy, VPN or TUN software on the client reroutes the connection.</summary>
internal sealed class ClientProxyInterferes : ICatalogueRule
{
    public CauseCode Code => CauseCode.ClientProxyInterferes;

    public IReadOnlyList<ErrorMessage> ErrorMessages => [.. KnownErrors.Refused, .. KnownErrors.TimedOut, .. KnownErrors.Closed];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome == ConnectionOutcome.Connected || evidence.Routes.Value?.Routes.FirstOrDefault(route => !route.IsOwn) is not { } route)
        {
            return;
        }

        (string, object?)[] values =
        [
            ("host", evidence.Target.Host), ("address", route.Address), ("device", route.Device), ("software", FakeAddresses.Find(route.Address)?.UsedBy),
            ("seen", ProxySoftware.On(evidence)),
        ];
        if (FakeAddresses.Find(route.Address) is not null)
        {
            WeighFakeAddress(evidence, values, scales);
        }
        else if (evidence.AnsweredByFirstHop() is { } answered)
        {
            WeighNearAnswer(answered, route, [.. values, ("duration", answered.RoundTripTime ?? answered.Duration)], evidence, scales);
        }
        else if (route is { ThroughTunnel: true, Scope: AddressScope.Public } && scales.Outcome is ConnectionOutcome.Timeout or ConnectionOutcome.Refused or ConnectionOutcome.Unreachable)
        {
            scales.Consider(Prior.Uncommon, Message.Of("client-proxy-interferes.summary.tunnel", values));
            scales.For(Strength.Weak, Message.Of("client-proxy-interferes.reason.tunnel", values));
            AddSoftwareAndRemedies(evidence, values, scales);
        }
    }

    /// <summary>Proxy software answers names with addresses of a range that the Internet does not use, to see by name what is connected to.</summary>
    private static void WeighFakeAddress(ConnectionEvidence evidence, (string, object?)[] values, CauseScales scales)
    {
        scales.Consider(Prior.Usual, Message.Of("client-proxy-interferes.summary.fake", values));
        if (evidence.Names.Value is { IsLiteral: true } && evidence.Routes.Value!.Routes.All(route => route.ThroughTunnel == false) && evidence.HostIsUp())
        {
            // A laboratory may use the range for machines of its own.
            scales.Against(Strength.Medium, Message.Of("client-proxy-interferes.reason.no-tunnel", values));
        }
        else if (evidence.Names.Value is { IsLiteral: false })
        {
            scales.For(Strength.Strong, Message.Of("client-proxy-interferes.reason.fake-name", values));
        }
        else
        {
            scales.For(Strength.Medium, Message.Of("client-proxy-interferes.reason.fake", values));
        }

        AddSoftwareAndRemedies(evidence, values, scales);
    }

    /// <summary>One hop carried the connect and somebody answered: nearer than a server behind a router can be. It may be the router itself, when the address is its own.</summary>
    private static void WeighNearAnswer(
        ConnectAttempt answered, RouteToAddress route, (string, object?)[] values, ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Connect.Value?.RefusedHere == true)
        {
            scales.Confirm(Message.Of("client-proxy-interferes.summary.redirected", values), Message.Of("client-proxy-interferes.reason.redirected", values));
            AddSoftwareAndRemedies(evidence, values, scales);
            return;
        }

        scales.Consider(answered.Connected ? Prior.Common : Prior.Uncommon, Message.Of(
            answered.Connected ? "client-proxy-interferes.summary.near" : "client-proxy-interferes.summary.near-refused", values));
        if (!answered.Connected)
        {
            // A router's firewall that refuses the port for every address looks the same.
            scales.SeparateFrom(CauseCode.ServerFirewall, RemedyActor.Client, Message.Of("client-proxy-interferes.next.firewall", values));
        }

        if (evidence.AnsweredBeside() is { } beside)
        {
            scales.For(Strength.Strong, Message.Of("client-proxy-interferes.reason.beside", [.. values, ("other", new IPEndPoint(beside.Address, beside.Port))]));
        }
        else
        {
            scales.For(route.ThroughTunnel == true ? Strength.Strong : Strength.Weak, Message.Of("client-proxy-interferes.reason.near", values));
        }

        AddSoftwareAndRemedies(evidence, values, scales);
    }

    private static void AddSoftwareAndRemedies(ConnectionEvidence evidence, (string, object?)[] values, CauseScales scales)
    {
        if (ProxySoftware.On(evidence).Length > 0)
        {
            scales.For(Strength.Weak, Message.Of("client-proxy-interferes.reason.software", values));
        }

        scales.Remedy(RemedyActor.Client, Message.Of("client-proxy-interferes.remedy.bypass", values), Commands.ShowRoutes(evidence));
        if (evidence.Environment.Value is { Proxies: { Count: > 0 } proxies })
        {
            scales.Remedy(RemedyActor.Client, Message.Of(
                "client-proxy-interferes.remedy.variables", [.. values, ("proxies", proxies.Select(proxy => $"{proxy.Source}={proxy.Scheme}://{proxy.Host}:{proxy.Port}").ToArray())]));
        }
    }
}
