using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.LoopbackTests;

/// <summary>A server that others have written, as a process of its own on loopback. Ended with the test, and its files with it.</summary>
internal sealed class ForeignServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly DirectoryInfo _directory;

    private ForeignServer(Process process, DirectoryInfo directory, int port)
    {
        _process = process;
        _directory = directory;
        EndPoint = new IPEndPoint(IPAddress.Loopback, port);
    }

    public IPEndPoint EndPoint { get; }

    public int Port => EndPoint.Port;

    /// <summary>Starts it and waits until it listens; skips the test where the program is missing.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments, for a port and a directory of its own.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<ForeignServer> StartAsync(string program, Func<int, string, IEnumerable<string>> arguments, CancellationToken cancellationToken)
    {
        string? path = Find(program);
        Assert.SkipWhen(path is null, $"{program} is not installed");
        DirectoryInfo directory = Directory.CreateTempSubdirectory("conndiag-");
        int port = FreePort();
        var start = new ProcessStartInfo(path!) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true, WorkingDirectory = directory.FullName };
        foreach (string argument in arguments(port, directory.FullName))
        {
            start.ArgumentList.Add(argument);
        }

        var output = new System.Text.StringBuilder();
        var process = new Process { StartInfo = start };
        process.ErrorDataReceived += (_, line) => output.AppendLine(line.Data);
        process.OutputDataReceived += (_, line) => output.AppendLine(line.Data);
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var server = new ForeignServer(process, directory, port);
        if (!await server.ListensAsync(cancellationToken))
        {
            await server.DisposeAsync();
            Assert.Fail($"{program} did not start: {output}");
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _directory.Delete(recursive: true);
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(["/usr/sbin", "/sbin"])
            .Select(directory => Path.Combine(directory, program)).FirstOrDefault(File.Exists);

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private async Task<bool> ListensAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        try
        {
            while (!_process.HasExited)
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    await socket.ConnectAsync(EndPoint, limit.Token);
                    return true;
                }
                catch (SocketException)
                {
                    await timer.WaitForNextTickAsync(limit.Token);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It did not listen in time.
        }

        return false;
    }
}
