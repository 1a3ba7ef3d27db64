using System.Net;

namespace ConnectionDiagnostics;

/// <summary>How the target, or another in its place, is called in sentences.</summary>
internal static class TargetReading
{
    /// <summary>The endpoint that failed, or the first one: what a sentence calls "the server".</summary>
    public static string EndPoint(this ConnectionEvidence evidence)
    {
        IPAddress? address = evidence.FirstFailure()?.Address ?? evidence.Connect.Value?.ConnectedAddress ?? evidence.Target.Address;
        return address is null || address.Equals(IPAddress.None)
            ? $"{evidence.Target.Host}:{evidence.Target.Port}"
            : new IPEndPoint(address, evidence.Target.Port).ToString();
    }

    /// <summary>Whether one of the addresses is among the expected ones, or none are expected.</summary>
    public static bool IsExpected(this ConnectionEvidence evidence, IEnumerable<IPAddress> addresses) =>
        evidence.Settings.ExpectedAddresses is not { Count: > 0 } expected
        || addresses.Any(address => expected.Any(network => network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)));

    /// <summary>The target with another address and port: what to dial instead.</summary>
    public static string TargetAt(this ConnectionEvidence evidence, IPEndPoint endPoint) =>
        $"{evidence.Target.Scheme}://{endPoint}{evidence.Target.Path}";

    /// <summary>The target on another port of the same host, by the name that it was dialled by: certificates and virtual hosts go by it.</summary>
    public static string TargetAtPort(this ConnectionEvidence evidence, int port, string? scheme = null)
    {
        string host = evidence.Target.Host.Contains(':', StringComparison.Ordinal) ? $"[{evidence.Target.Host}]" : evidence.Target.Host;
        return $"{scheme ?? evidence.Target.Scheme}://{host}:{port}{evidence.Target.Path}";
    }

    /// <summary>The target with another scheme.</summary>
    public static string TargetWithScheme(this ConnectionEvidence evidence, string scheme)
    {
        string text = evidence.Target.Text;
        int end = text.IndexOf("://", StringComparison.Ordinal);
        return scheme + text[end..];
    }

    /// <summary>What the client speaks, by the name that people use.</summary>
    public static object ProtocolName(this ConnectionEvidence evidence) =>
        evidence.Target.Protocol is { } protocol ? Texts.ProtocolNames.Of(protocol) : evidence.Target.UsesTls ? "TLS" : "TCP";
}
