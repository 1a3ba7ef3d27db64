using System.Net;

namespace ConnectionDiagnostics.Wrapping;

/// <summary>From what sockets connect to, to what is diagnosed.</summary>
internal static class EndPointTargets
{
    public static ConnectionTarget Of(EndPoint endPoint) => endPoint switch
    {
        IPEndPoint ip => ConnectionTarget.ParseOrInvalid(ip.ToString()),
        DnsEndPoint dns => Of(dns.Host, dns.Port),
        _ => ConnectionTarget.ParseOrInvalid(endPoint.ToString()),
    };

    public static ConnectionTarget Of(string host, int port) =>
        IPAddress.TryParse(host, out IPAddress? address)
            ? ConnectionTarget.ParseOrInvalid(new IPEndPoint(address, port).ToString())
            : ConnectionTarget.ParseOrInvalid(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{host}:{port}"));
}
