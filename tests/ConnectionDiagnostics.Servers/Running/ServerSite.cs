using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Servers.Running;

/// <summary>What one server needs: a folder, processes, connections held open. All of it ends with the site.</summary>
internal sealed class ServerSite : IAsyncDisposable
{
    /// <summary>Others may go through, and read what they know the name of.</summary>
    public const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(40);

    private readonly Stack<IAsyncDisposable> _running = new();

    public ServerSite(string directory)
    {
        Directory = directory;
        System.IO.Directory.CreateDirectory(directory);
        File.SetUnixFileMode(directory, Passable);
    }

    public string Directory { get; }

    public string PathOf(string name) => Path.Combine(Directory, name);

    public async Task<string> WriteAsync(string name, string text)
    {
        await File.WriteAllTextAsync(PathOf(name), text);
        return PathOf(name);
    }

    /// <summary>A folder with a page.</summary>
    public async Task<string> WritePagesAsync()
    {
        System.IO.Directory.CreateDirectory(PathOf("pages"));
        await WriteAsync("pages/index.html", "hello\n");
        return PathOf("pages");
    }

    /// <summary>A folder that belongs to <c>nobody</c>, for servers that refuse to be root.</summary>
    public async Task<string> CreateForNobodyAsync(string name)
    {
        System.IO.Directory.CreateDirectory(PathOf(name));
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "nobody", PathOf(name));
        }

        return PathOf(name);
    }

    /// <summary>The beginning of a command that gives up root's rights, where there are any.</summary>
    public static IEnumerable<string> AsNobody =>
        Environment.IsPrivilegedProcess ? ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups"] : [];

    /// <summary>Starts a server and waits until it takes connections.</summary>
    public Task<ServerAddress> StartAsync(int port, params IEnumerable<string> command) => StartAsync(port, command, new Dictionary<string, string>());

    /// <summary>Starts a server and waits until it takes connections.</summary>
    public async Task<ServerAddress> StartAsync(int port, IEnumerable<string> command, IReadOnlyDictionary<string, string> environment)
    {
        var process = new ServerProcess(command, Directory, environment);
        _running.Push(process);
        var watch = Stopwatch.StartNew();
        while (!await IsListeningAsync(port))
        {
            if (!await process.IsRunningAsync() || watch.Elapsed > StartLimit)
            {
                throw new ServerStartException($"{string.Join(' ', command)} did not get ready: {process.Printed}");
            }

            await Task.Delay(20);
        }

        return new ServerAddress(port);
    }

    /// <summary>Runs a command to its end.</summary>
    public async Task<string> RunAsync(params IEnumerable<string> command)
    {
        string[] words = [.. command];
        using Process process = Process.Start(new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Directory,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new ServerStartException($"{string.Join(' ', words)} gave {process.ExitCode}: {await error}");
    }

    /// <summary>Keeps something until the site ends.</summary>
    public void Keep(IAsyncDisposable running) => _running.Push(running);

    /// <summary>Opens connections and holds them, so that a server with a limit is full. Each has been greeted, or has at least been accepted.</summary>
    public async Task HoldConnectionsAsync(ServerAddress server, int count, ReadOnlyMemory<byte> words)
    {
        for (int index = 0; index < count; index++)
        {
            var held = new HeldConnection();
            _running.Push(held);
            await held.OpenAsync(server.Port, words);
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_running.TryPop(out IAsyncDisposable? last))
        {
            await last.DisposeAsync();
        }

        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static async Task<bool> IsListeningAsync(int port)
    {
        try
        {
            using var trial = new TcpClient();
            await trial.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
