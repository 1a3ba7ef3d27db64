using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ConnectionDiagnostics.LoopbackTests.Proxies;
using ConnectionDiagnostics.Testing;

namespace ConnectionDiagnostics.LoopbackTests;

/// <summary>A failing connect is diagnosed the way the client itself went: its proxy, its name in TLS, its addresses.</summary>
public sealed class ClientSettingsTests
{
    private const string Denial = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_proxy_of_an_HTTP_client_is_the_one_that_is_looked_at(bool wrapped)
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Tls(TlsFault.SelfSigned), Cancelled);
        await using ScriptedProxy proxy = new(_ => null);
        await using ConnectionDiagnoser diagnoser = new TestSystem(server.Port, proxy.Port).CreateDiagnoser();
        var webProxy = new WebProxy($"http://127.0.0.1:{proxy.Port}");
        HttpMessageHandler inner = wrapped ? new HttpClientHandler { Proxy = webProxy } : new SocketsHttpHandler { Proxy = webProxy };
        using var client = new HttpClient(new ConnectionDiagnosticsHandler(diagnoser, inner));

        HttpRequestException thrown = (await client.Invoking(c => c.GetAsync($"https://127.0.0.1:{server.Port}/", Cancelled)).Should().ThrowAsync<HttpRequestException>()).Which;

        Diagnosis diagnosis = thrown.GetDiagnosis()!;
        diagnosis.Outcome.Should().Be(ConnectionOutcome.ProxyFailed, diagnosis.ToText(true));
        diagnosis.Evidence.Settings.Proxy.Should().Be($"http://127.0.0.1:{proxy.Port}");
    }

    /// <summary>HttpClient puts the proxy's status into the exception, as if the server had answered.</summary>
    [Theory]
    [InlineData(403, "proxy-denied")]
    [InlineData(407, "proxy-authentication-required")]
    public async Task A_proxy_that_grants_no_tunnel_is_a_failure_to_connect(int status, string cause)
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Tls(TlsFault.SelfSigned), Cancelled);
        await using FaultyServer proxy = await FaultyServer.StartAsync(Fault.ProxyRefuses(status), Cancelled);
        await using ConnectionDiagnoser diagnoser = new TestSystem(server.Port, proxy.Port).CreateDiagnoser();
        using var client = new HttpClient(new ConnectionDiagnosticsHandler(diagnoser, new SocketsHttpHandler { Proxy = new WebProxy($"http://127.0.0.1:{proxy.Port}") }));

        HttpRequestException thrown = (await client.Invoking(c => c.GetAsync($"https://127.0.0.1:{server.Port}/", Cancelled)).Should().ThrowAsync<HttpRequestException>()).Which;

        thrown.GetDiagnosis()!.Causes[0].Code.Should().Be(new CauseCode(cause), thrown.GetDiagnosis()!.ToText(true));
    }

    /// <summary>Without them the diagnosis would come to "authentication required" and never see what the client saw behind it.</summary>
    [Fact]
    public async Task The_credentials_of_a_clients_proxy_are_used_and_not_told()
    {
        const string Secret = "pa:ss-5317";
        string token = Convert.ToBase64String(Encoding.UTF8.GetBytes($"user:{Secret}"));
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Tls(TlsFault.SelfSigned), Cancelled);
        await using ScriptedProxy proxy = new(message => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(message).Contains($"Proxy-Authorization: Basic {token}", StringComparison.Ordinal)
            ? "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
            : "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"office\"\r\nContent-Length: 0\r\n\r\n"));
        await using ConnectionDiagnoser diagnoser = new TestSystem(server.Port, proxy.Port).CreateDiagnoser();
        var handler = new SocketsHttpHandler { Proxy = new WebProxy($"http://127.0.0.1:{proxy.Port}") { Credentials = new NetworkCredential("user", Secret) } };
        using var client = new HttpClient(new ConnectionDiagnosticsHandler(diagnoser, handler));

        HttpRequestException thrown = (await client.Invoking(c => c.GetAsync($"https://127.0.0.1:{server.Port}/", Cancelled)).Should().ThrowAsync<HttpRequestException>()).Which;

        Diagnosis diagnosis = thrown.GetDiagnosis()!;
        diagnosis.Causes[0].Code.Should().Be(CauseCode.ProxyDenied, diagnosis.ToText(true));
        diagnosis.Evidence.Proxy.Value!.SentCredentials.Should().BeTrue();
        (diagnosis.ToText(true) + diagnosis.ToJson() + EvidenceFile.ToJson(diagnosis.Evidence)).Should().NotContain(Secret).And.NotContain(token);
    }

    [Fact]
    public async Task A_client_that_uses_no_proxy_is_not_diagnosed_through_the_environments()
    {
        await using FaultyServer refusing = await FaultyServer.StartAsync(Fault.Refuses, Cancelled);
        int port = refusing.Port;
        await using ConnectionDiagnoser diagnoser = new TestSystem(port)
        {
            Variables = new Dictionary<string, string> { ["http_proxy"] = "http://127.0.0.1:9" },
        }.CreateDiagnoser();
        using var client = new HttpClient(new ConnectionDiagnosticsHandler(diagnoser, new SocketsHttpHandler { UseProxy = false }));

        HttpRequestException thrown = (await client.Invoking(c => c.GetAsync($"http://127.0.0.1:{port}/", Cancelled)).Should().ThrowAsync<HttpRequestException>()).Which;

        thrown.GetDiagnosis()!.Outcome.Should().Be(ConnectionOutcome.Refused);
        thrown.GetDiagnosis()!.Evidence.Settings.Proxy.Should().Be("none");
    }

    [Fact]
    public async Task The_proxy_of_a_WebSocket_client_is_the_one_that_is_looked_at()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.WebSocket, Cancelled);
        await using ScriptedProxy proxy = ScriptedProxy.Http(Denial);
        await using ConnectionDiagnoser diagnoser = new TestSystem(server.Port, proxy.Port).CreateDiagnoser();
        using var client = new ClientWebSocket();
        client.Options.Proxy = new WebProxy($"http://127.0.0.1:{proxy.Port}");
        var uri = new Uri($"ws://127.0.0.1:{server.Port}/");

        WebSocketException thrown = (await client.Invoking(c => c.ConnectAsync(uri, diagnoser, cancellationToken: Cancelled)).Should().ThrowAsync<WebSocketException>()).Which;

        thrown.GetDiagnosis()!.Outcome.Should().Be(ConnectionOutcome.ProxyFailed);
    }

    [Fact]
    public async Task A_WebSocket_client_that_was_told_nothing_leaves_it_to_the_environment()
    {
        await using FaultyServer refusing = await FaultyServer.StartAsync(Fault.Refuses, Cancelled);
        int port = refusing.Port;
        await using ConnectionDiagnoser diagnoser = new TestSystem(port).CreateDiagnoser();
        using var client = new ClientWebSocket();

        WebSocketException thrown = (await client.Invoking(c => c.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/"), diagnoser, cancellationToken: Cancelled))
            .Should().ThrowAsync<WebSocketException>()).Which;

        thrown.GetDiagnosis()!.Evidence.Settings.Proxy.Should().BeNull();
    }

    [Fact]
    public async Task The_name_and_the_protocols_of_a_TLS_client_are_those_that_are_offered()
    {
        using X509Certificate2 certificate = TlsServer.MakeCertificate();
        var asked = new List<string?>();
        await using var server = new TlsServer(certificate, options =>
        {
            options.ServerCertificateContext = null;
            options.ServerCertificateSelectionCallback = (_, name) =>
            {
                lock (asked)
                {
                    asked.Add(name);
                }

                return certificate;
            };
        });
        await using ConnectionDiagnoser diagnoser = new TestSystem(server.Port).CreateDiagnoser();
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, server.Port, Cancelled);
        await using var stream = new SslStream(connection.GetStream());
        var offer = new SslClientAuthenticationOptions { TargetHost = "chat.example", ApplicationProtocols = [new SslApplicationProtocol("mqtt")] };
        var target = ConnectionTarget.Parse($"tls://127.0.0.1:{server.Port}");

        Exception thrown = (await stream.Invoking(s => s.AuthenticateAsClientAsync(offer, target, diagnoser, cancellationToken: Cancelled)).Should().ThrowAsync<Exception>()).Which;

        Diagnosis diagnosis = thrown.GetDiagnosis()!;
        diagnosis.Evidence.Tls.Value!.ServerName.Should().Be("chat.example");
        diagnosis.Causes.Single(cause => cause.Code == CauseCode.TlsNameMismatch).Summary.Should().Contain("chat.example");
        asked.Should().HaveCountGreaterThan(1).And.OnlyContain(name => name == "chat.example");
    }

    [Fact]
    public async Task A_socket_of_one_family_and_of_a_local_address_is_diagnosed_as_such()
    {
        await using FaultyServer refusing = await FaultyServer.StartAsync(Fault.Refuses, Cancelled);
        int port = refusing.Port;
        await using ConnectionDiagnoser diagnoser = new TestSystem(port) { Resolve = _ => [IPAddress.IPv6Loopback, IPAddress.Loopback] }.CreateDiagnoser();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));

        SocketException thrown = (await socket.Invoking(s => s.ConnectAsync(new DnsEndPoint("localhost", port), diagnoser, cancellationToken: Cancelled))
            .Should().ThrowAsync<SocketException>()).Which;

        Diagnosis diagnosis = thrown.GetDiagnosis()!;
        diagnosis.Evidence.Settings.LocalAddress.Should().Be(IPAddress.Parse("127.0.0.2"));
        diagnosis.Evidence.Names.Value!.Addresses.Should().Equal(IPAddress.Loopback);
    }
}
