using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>Routers that let every connection be made, and do not like what is said on it.</summary>
internal static class TimedOutConnectionFiltered
{
    /// <summary>
    /// The first byte behind a TCP header of 32 bytes, which it has with time stamps (RFC 7323): 22 begins a TLS handshake (RFC 8446, section 5.1), G a GET.
    /// A segment without data ends before it, and does not match.
    /// </summary>
    private const string FirstByte = "@th,256,8";

    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("tls-dropped-on-the-way")
        {
            Built = "the router drops what begins like a TLS handshake",
            Target = "https://11.22.33.44/",
            Build = async network =>
            {
                await network.Server.StartNginxAsync(await LabCertificate.CreateAsync(network.Server, "11.22.33.44"));
                await network["router"].FilterAsync("forward", $"tcp dport 443 {FirstByte} 0x16 counter name cut drop");
            },
            Truth = [Observe.Counter("router", "cut"), Observe.Answers("client", "11.22.33.44", 443)],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.ConnectionFiltered),
        },
        new LabScenario("tls-reset-on-the-way")
        {
            Built = "the router resets what begins like a TLS handshake",
            Target = "https://11.22.33.44/",
            Build = async network =>
            {
                await network.Server.StartNginxAsync(await LabCertificate.CreateAsync(network.Server, "11.22.33.44"));
                await network["router"].FilterAsync("forward", $"tcp dport 443 {FirstByte} 0x16 counter name cut reject with tcp reset");
            },
            Truth = [Observe.Counter("router", "cut"), Observe.Answers("client", "11.22.33.44", 443)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Reset, CauseCode.ConnectionFiltered, CauseCode.TlsHandshakeRejected),
        },
        new LabScenario("http-dropped-on-the-way")
        {
            Built = "the router drops what begins like a GET",
            Target = "http://11.22.33.44/",
            Build = async network =>
            {
                await network.Server.StartNginxAsync();
                await network["router"].FilterAsync("forward", $"tcp dport 80 {FirstByte} 0x47 counter name cut drop");
            },
            Truth = [Observe.Counter("router", "cut"), Observe.Answers("client", "11.22.33.44", 80)],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.ConnectionFiltered),
        },
    ];
}
