using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConnectionDiagnostics.Tests.Reports;

/// <summary>The report in a real browser, headless: nothing that a peer sent is executed or loaded.</summary>
public sealed class HtmlReportInBrowserTests : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("conndiag-html-");

    /// <summary>Whom the hostile texts would call.</summary>
    private readonly TcpListener _home = new(IPAddress.Loopback, 0);

    /// <summary>By which a call is known to be the page's: diagnoses of other tests ask all listeners of this machine.</summary>
    private readonly string _path = $"/{Guid.NewGuid():N}/";

    private readonly CancellationTokenSource _end = new();

    private readonly Task _answering;

    private int _calls;

    public HtmlReportInBrowserTests()
    {
        _home.Start();
        _answering = CountCallsAsync();
    }

    /// <summary>Each would rename the page, or call home.</summary>
    private string Hostile
    {
        get
        {
            string home = $"http://{_home.LocalEndpoint}{_path}";
            return $"""
                </title></style></pre></textarea><script>document.title='EXECUTED'</script><img src=x onerror="document.title='EXECUTED'"><img src="{home}img">
                "'><svg onload="document.title='EXECUTED'"><body onload=document.title='EXECUTED'><iframe src="javascript:parent.document.title='EXECUTED'"></iframe>
                <link rel=stylesheet href="{home}css"><base href="{home}">
                """.ReplaceLineEndings(" ");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _answering;
        _home.Dispose();
        _end.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Without_the_encoding_the_same_text_is_executed_and_calls_home()
    {
        string dom = await OpenAsync($"<!DOCTYPE html><title>before</title><p>{Hostile}</p>");

        dom.Should().Contain("<title>EXECUTED</title>");
        _calls.Should().BePositive("the picture is asked for");
    }

    [Theory]
    [InlineData("healthy-https")]
    [InlineData("second-router-drops-port")]
    [InlineData("wrong-port-redis")]
    [InlineData("hosts-file-to-the-wrong-machine")]
    [InlineData("redirected-to-a-dead-proxy")]
    public async Task With_hostile_peers_nothing_is_executed_and_nothing_is_loaded(string recorded)
    {
        Diagnosis diagnosis = Diagnosis.FromEvidence(HostileEvidence.Of(recorded, $"<meta http-equiv=refresh content='0;url=http://{_home.LocalEndpoint}{_path}refresh'>{Hostile}<!--"));

        string dom = await OpenAsync(diagnosis.ToHtml());

        dom.Should().NotContain("<title>EXECUTED").And.NotContain("<script").And.NotContain("<img").And.NotContain("<iframe");
        dom.Should().Contain("&lt;script&gt;document.title").And.Contain("<svg class=\"path\"").And.EndWith("</html>\n");
        _calls.Should().Be(0);
    }

    [Fact]
    public async Task Even_what_slipped_through_would_not_be_executed()
    {
        // The second line of defence on its own: the policy, with a page that somebody else has spoilt.
        string html = Scenes.All["timed out"].Diagnose().ToHtml().Replace("<main>", $"<main><p>{Hostile}</p>", StringComparison.Ordinal);

        string dom = await OpenAsync(html);

        dom.Should().Contain("<script>document.title").And.NotContain("<title>EXECUTED");
        _calls.Should().Be(0);
    }

    /// <summary>What the page asks for is counted and hung up on: a browser would wait for an answer.</summary>
    private async Task CountCallsAsync()
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                running.Add(CountAsync(await _home.AcceptSocketAsync(_end.Token)));
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // The test has ended.
            await Task.WhenAll(running);
        }
    }

    private async Task CountAsync(Socket call)
    {
        using (call)
        {
            byte[] request = new byte[1024];
            try
            {
                int count = await call.ReceiveAsync(request, _end.Token);
                if (Encoding.Latin1.GetString(request, 0, count).Contains(_path, StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref _calls);
                }
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                // Gone without a word, or the test has ended.
            }
        }
    }

    private async Task<string> OpenAsync(string html)
    {
        string? browser = Find("chromium") ?? Find("chromium-browser") ?? Find("google-chrome");
        Assert.SkipWhen(browser is null, "Chromium is not installed");
        string file = Path.Combine(_directory.FullName, "report.html");
        await File.WriteAllTextAsync(file, html, TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo(browser!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic",
            "--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-dev-shm-usage", $"--user-data-dir={Path.Combine(_directory.FullName, "profile")}",
            "--virtual-time-budget=2000", "--dump-dom", new Uri(file).AbsoluteUri,
        ])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Limit);
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(deadline.Token);
            string dom = await process.StandardOutput.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            dom.Should().NotBeEmpty("{0}", await errors);
            return dom;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
