using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ConnectionDiagnostics.Servers.Running;

/// <summary>A server's program, with everything that it starts, until it is disposed.</summary>
/// <remarks>It runs in a session of its own under a shell that ends all of it when this process closes its end of a pipe, or dies.</remarks>
internal sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>First politely, so that what a server holds beside memory is given back.</summary>
    private const string Keeper = """
        trap : TERM
        ( trap - TERM; exec "$@" </dev/null ) &
        echo "started $!"
        read -r _
        kill -TERM 0
        tries=0
        while kill -0 $! 2>/dev/null && [ $tries -lt 30 ]; do sleep 0.1; tries=$((tries + 1)); done
        kill -KILL 0
        """;

    private readonly StringBuilder _printed = new();
    private readonly TaskCompletionSource<int> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    public ServerProcess(IEnumerable<string> command, string directory, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Keeper, "sh", .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it printed so far.</summary>
    public string Printed
    {
        get
        {
            lock (_printed)
            {
                return _printed.ToString();
            }
        }
    }

    /// <summary>Whether the server itself still runs: one that has ended is a zombie until its shell ends.</summary>
    public async Task<bool> IsRunningAsync()
    {
        try
        {
            string stat = await File.ReadAllTextAsync($"/proc/{await _started.Task}/stat");
            return stat[stat.LastIndexOf(')')..] is [_, _, not 'Z', ..];
        }
        catch (IOException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (line.StartsWith("started ", StringComparison.Ordinal) && !_started.Task.IsCompleted)
        {
            _started.SetResult(int.Parse(line.AsSpan("started ".Length), CultureInfo.InvariantCulture));
            return;
        }

        lock (_printed)
        {
            _printed.AppendLine(line);
        }
    }
}
