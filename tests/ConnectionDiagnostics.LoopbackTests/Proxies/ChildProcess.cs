using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.LoopbackTests.Proxies;

/// <summary>A real server of the system's packages, started for one test and stopped after it.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private ChildProcess(Process process, string folder, int port)
    {
        (_process, _folder, Port) = (process, folder, port);
    }

    public int Port { get; }

    /// <summary>Starts a program with a configuration file for a free port; skips the test where the program is missing.</summary>
    /// <param name="program">Where the package puts it.</param>
    /// <param name="package">The package's name, for the reason why a test is skipped.</param>
    /// <param name="configuration">From the port and the test's own folder to the configuration.</param>
    /// <param name="arguments">From the configuration file and the folder to the arguments.</param>
    public static async Task<ChildProcess> StartAsync(
        string program, string package, Func<int, string> configuration, Func<string, string, string[]> arguments)
    {
        Assert.SkipUnless(File.Exists(program), $"{program} is missing: apt-get install {package}");
        int port = FreePort();
        string folder = Directory.CreateTempSubdirectory("condiag-proxy-").FullName;
        string file = Path.Combine(folder, "proxy.conf");
        await File.WriteAllTextAsync(file, configuration(port), TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo(program, arguments(file, folder)) { RedirectStandardError = true, RedirectStandardOutput = true };
        var process = new Process { StartInfo = start };
        // Drained, so that a full pipe does not stop it.
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var child = new ChildProcess(process, folder, port);
        try
        {
            await child.WaitUntilItListensAsync();
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WaitUntilItListensAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            _process.HasExited.Should().BeFalse("the program has to run");
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, Port, limit.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Yield();
                await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
            }
        }
    }
}
