using System.Diagnostics;

namespace ConnectionDiagnostics.Lab.Network;

/// <summary>A machine of the lab: a network namespace.</summary>
/// <param name="name">Its name within the network.</param>
/// <param name="netns">The namespace.</param>
/// <param name="directory">Where files of the scenario go.</param>
internal sealed class LabNode(string name, string netns, string directory)
{
    private readonly List<LabProcess> _processes = [];
    private int _tables;

    public string Name => name;

    /// <summary>The file that the namespace is entered by.</summary>
    public string NamespaceFile => $"/var/run/netns/{netns}";

    /// <summary>Runs a shell script inside, and returns what it printed.</summary>
    public Task<string> RunAsync(string script) => Shell.RunAsync("ip", ["netns", "exec", netns, "sh", "-e"], script);

    public Task<ShellResult> TryRunAsync(string script) => Shell.TryRunAsync("ip", ["netns", "exec", netns, "sh", "-e"], script);

    /// <summary>How a command is started inside.</summary>
    public ProcessStartInfo StartInfo(params IEnumerable<string> command) => new("ip", ["netns", "exec", netns, .. command]);

    /// <summary>Starts a program that runs until the scenario ends.</summary>
    public LabProcess Start(params IEnumerable<string> command)
    {
        var process = new LabProcess(StartInfo(command));
        lock (_processes)
        {
            _processes.Add(process);
        }

        return process;
    }

    public Task SysctlAsync(string key, string value) => RunAsync($"echo '{value}' > /proc/sys/{key.Replace('.', '/')}\n");

    /// <summary>Adds a rule to a filter chain. Name its counter to observe it: <c>tcp dport 80 counter name dropped drop</c>.</summary>
    /// <param name="hook"><c>input</c>, <c>output</c>, <c>forward</c>, <c>prerouting</c> or <c>postrouting</c>.</param>
    /// <param name="rules">One a line.</param>
    public Task FilterAsync(string hook, string rules) => AddTableAsync($"chain fault {{ type filter hook {hook} priority 0; policy accept;\n{rules}\n}}", rules);

    /// <summary>Adds an nftables table; counters named in it are declared.</summary>
    public Task AddTableAsync(string content, string rules)
    {
        string table = $"lab{Interlocked.Increment(ref _tables)}";
        IEnumerable<string> words = rules.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> counters = words.Zip(words.Skip(1), words.Skip(2)).Where(three => (three.First, three.Second) == ("counter", "name"))
            .Select(three => $"counter {three.Third} {{ }}").Distinct();
        return RunAsync($"nft -f - <<'END'\ntable inet {table} {{\n{string.Join('\n', counters)}\n{content}\n}}\nEND\n");
    }

    /// <summary>What the resolver reads inside: <c>/etc/resolv.conf</c>, <c>/etc/hosts</c> and <c>/etc/nsswitch.conf</c>.</summary>
    /// <remarks>Always given, so that nothing inside ever reads the machine's own.</remarks>
    public async Task UseNameServersAsync(params string[] addresses)
    {
        await WriteSettingAsync("resolv.conf", string.Concat(addresses.Select(address => $"nameserver {address}\n")) + "options timeout:1 attempts:1\n");
        await WriteSettingAsync("hosts", "127.0.0.1 localhost\n::1 localhost\n");
        await WriteSettingAsync("nsswitch.conf", "hosts: files dns\n");
    }

    /// <summary>Writes a file that programs started from now on see below <c>/etc</c>.</summary>
    public Task WriteSettingAsync(string file, string content)
    {
        string folder = System.IO.Directory.CreateDirectory($"/etc/netns/{netns}").FullName;
        return File.WriteAllTextAsync(Path.Combine(folder, file), content);
    }

    /// <summary>The path of a file of this node in the scenario's folder.</summary>
    public string PathOf(string file) => Path.Combine(directory, $"{name}-{file}");

    /// <summary>The listeners, as <c>ss</c> prints them: state, queue, limit, local and peer address.</summary>
    public Task<string> ListenersAsync(string filter = "") => RunAsync($"ss -ltnH {(filter.Length > 0 ? $"'{filter}'" : "")}\n");

    public async Task EndProcessesAsync()
    {
        foreach (LabProcess process in _processes)
        {
            await process.DisposeAsync();
        }

        _processes.Clear();
    }
}
