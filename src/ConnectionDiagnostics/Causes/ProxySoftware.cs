using System.Net;
using ConnectionDiagnostics.Knowledge;

namespace ConnectionDiagnostics.Causes;

/// <summary>Proxy and VPN software of this machine, as far as its interfaces, their addresses and the configured proxies tell.</summary>
internal static class ProxySoftware
{
    public static string[] On(ConnectionEvidence evidence)
    {
        if (evidence.Environment.Value is not { } environment)
        {
            return [];
        }

        // An interface that is known not to be a tunnel is called like one by chance.
        IEnumerable<string?> byInterface = environment.Addresses.Where(own => own is { IsUp: true, IsTunnel: not false })
            .Select(own => NameOf(TunnelAddresses.Find(own.Address, own.PrefixLength) ?? TunnelInterfaces.Find(own.Interface), own.Interface));
        IEnumerable<string?> byPort = environment.Proxies.Where(proxy => IsLoopback(proxy.Host))
            .Select(proxy => ClientProxies.OnPort(proxy.Port) is { } software ? $"{software.Name} ({proxy.Host}:{proxy.Port})" : null);
        return [.. byInterface.Concat(byPort).OfType<string>().Distinct()];
    }

    private static string? NameOf(TunnelSoftware? software, string device) => software is null ? null : $"{software.Name} ({device})";

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));
}
