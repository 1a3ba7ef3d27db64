using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using ConnectionDiagnostics.Causes;

namespace ConnectionDiagnostics.Tests.Causes;

/// <summary>Every command that is shown is one of the system on which it is pasted, with its values filled in.</summary>
public sealed partial class CommandsTests
{
    /// <summary>What each system has, or what is usually installed there; all that a command may begin with or pipe into.</summary>
    private static readonly Dictionary<OperatingSystemKind, string[]> Programs = new()
    {
        [OperatingSystemKind.Linux] =
        [
            "avahi-resolve", "cat", "curl", "date", "dig", "env", "grep", "ip", "nft", "openssl", "ping", "sed", "ss", "sudo", "sysctl", "tcpdump", "tracepath", "ulimit",
        ],
        [OperatingSystemKind.Windows] =
        [
            "curl.exe", "findstr", "ipconfig", "netsh", "netstat", "notepad", "nslookup", "ping", "powershell", "route", "set", "tracert", "w32tm",
            // Within powershell -Command "…".
            "Get-Process", "Resolve-DnsName", "Select-Object", "Sort-Object",
        ],
        [OperatingSystemKind.MacOS] =
        [
            "curl", "date", "dig", "dns-sd", "env", "grep", "ifconfig", "lsof", "netstat", "openssl", "pfctl", "ping", "ping6", "scutil", "sed", "sudo", "sysctl", "traceroute", "ulimit",
        ],
    };

    /// <summary>What is written into a configuration and not into a shell.</summary>
    private static readonly string[] Configuration =
        ["location ", "ProxyPass ", "timeout tunnel ", "reverse_proxy ", "Install-WindowsFeature ", "app.UseWebSockets()", "new Worker(", "new Gateway("];

    /// <summary>Kernel settings are named alike nowhere.</summary>
    private static readonly Dictionary<OperatingSystemKind, string> Settings = new()
    {
        [OperatingSystemKind.Linux] = "net.core.|net.ipv4.",
        [OperatingSystemKind.MacOS] = "kern.ipc.|net.inet.",
    };

    /// <summary>For a server elsewhere they are Linux'.</summary>
    private static readonly string[] OnServer = [nameof(Commands.ListListenersOnServer), nameof(Commands.ShowBacklogLimit)];

    public static TheoryData<OperatingSystemKind> Systems => [OperatingSystemKind.Linux, OperatingSystemKind.Windows, OperatingSystemKind.MacOS];

    [Theory]
    [MemberData(nameof(Systems))]
    public void Every_command_is_one_of_the_system_that_it_is_for(OperatingSystemKind system)
    {
        (string Where, string Command)[] here = [.. CommandsFor(system, onlyHere: true)];

        here.Should().HaveCountGreaterThan(40, "the evidence has to bring them forth");
        here.Where(shown => ProgramsOf(shown.Command).Except(Programs[system]).Any()).Should().BeEmpty();
        if (system != OperatingSystemKind.Windows)
        {
            here.Where(shown => shown.Command.Contains("sysctl ", StringComparison.Ordinal) && !Regex.IsMatch(shown.Command, Settings[system])).Should().BeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void What_is_done_on_a_server_elsewhere_is_told_for_Linux_or_for_the_system_at_hand(OperatingSystemKind system) =>
        CommandsFor(system, onlyHere: false)
            .Where(shown => ProgramsOf(shown.Command).Except(Programs[OperatingSystemKind.Linux]).Except(Programs[system]).Any()).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Systems))]
    public void Every_command_is_filled_in(OperatingSystemKind system) =>
        CommandsFor(system, onlyHere: false).Where(shown => Hole().IsMatch(shown.Command) || shown.Command != shown.Command.Trim()).Should().BeEmpty();

    [Fact]
    public void No_program_is_in_the_table_that_no_command_uses()
    {
        foreach (OperatingSystemKind system in Programs.Keys)
        {
            Programs[system].Except(CommandsFor(system, onlyHere: false).SelectMany(shown => ProgramsOf(shown.Command))).Should().BeEmpty("of {0}", system);
        }
    }

    /// <summary>All commands of all scenes and of all that the lab recorded, told as on another system.</summary>
    private static IEnumerable<(string Where, string Command)> CommandsFor(OperatingSystemKind system, bool onlyHere)
    {
        foreach ((string name, ConnectionEvidence evidence) in AllEvidence())
        {
            if (evidence.Environment.Value is not { } environment)
            {
                continue;
            }

            ConnectionEvidence there = evidence with { Environment = Fact<EnvironmentEvidence>.Measured(environment with { OperatingSystem = system }) };
            bool isOwn = there.IsOwnMachine();
            var diagnosis = Diagnosis.FromEvidence(there, System.Globalization.CultureInfo.InvariantCulture);
            IEnumerable<(RemedyActor Actor, string? Command)> shown = diagnosis.Causes.SelectMany(cause => cause.Remedies).Select(remedy => (remedy.Actor, remedy.Command))
                .Concat(diagnosis.NextChecks.Select(check => (check.Actor, check.Command)));
            foreach ((RemedyActor actor, string? command) in shown)
            {
                if (command is not null && !Configuration.Any(start => command.StartsWith(start, StringComparison.Ordinal)) && (!onlyHere || isOwn || actor == RemedyActor.Client))
                {
                    yield return (name, command);
                }
            }
        }

        foreach ((string name, string? command) in CalledDirectly(system, onlyHere))
        {
            if (command is not null)
            {
                yield return (name, command);
            }
        }
    }

    /// <summary>Each command by itself, on its own machine: not all of them are shown by the scenes.</summary>
    private static IEnumerable<(string Method, string? Command)> CalledDirectly(OperatingSystemKind system, bool onlyHere)
    {
        foreach (string target in new[] { "https://127.0.0.1:8443/", "https://server.example:8443/" })
        {
            ConnectionEvidence evidence = Scene.Of(target).Refused("127.0.0.1").Listens().Diagnose().Evidence;
            evidence = evidence with { Environment = Fact<EnvironmentEvidence>.Measured(evidence.Environment.Value! with { OperatingSystem = system }) };
            foreach (string address in new[] { "127.0.0.1", "::1" })
            {
                object[] values =
                [
                    evidence, 8443, target, IPAddress.Parse(address), new HostsEntry { File = "/etc/hosts", Line = 3, Address = IPAddress.Parse(address) },
                    new ProxySetting { Source = "HTTPS_PROXY", Scheme = "http", Host = "proxy.example", Port = 3128 },
                ];
                foreach (MethodInfo method in typeof(Commands).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.ReturnType == typeof(string) && !(onlyHere && !evidence.IsOwnMachine() && OnServer.Contains(method.Name))))
                {
                    object?[] arguments = [.. method.GetParameters().Select(parameter => values.Single(value => parameter.ParameterType == value.GetType() || (value is IPAddress && parameter.ParameterType == typeof(IPAddress))))];
                    yield return (method.Name, (string?)method.Invoke(null, arguments));
                }
            }
        }
    }

    private static IEnumerable<(string Name, ConnectionEvidence Evidence)> AllEvidence()
    {
        foreach ((string name, Scene scene) in Scenes.All)
        {
            yield return (name, scene.Diagnose().Evidence);
        }

        string folder = Path.Combine(RepositoryRoot.Path, "tests", "ConnectionDiagnostics.Tests", "Corpus", "Evidence");
        foreach (string file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            yield return (Path.GetFileName(file), EvidenceFile.Parse(File.ReadAllText(file)));
        }
    }

    /// <summary>The first word of each part of a pipeline or list, and what sudo or powershell -Command starts.</summary>
    private static IEnumerable<string> ProgramsOf(string command)
    {
        string bare = PowerShell().Replace(Quoted().Replace(command, "x"), "powershell; ");
        foreach (string part in bare.Split([';', '|', '&', '"'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            yield return words[0];
            if (words[0] == "sudo")
            {
                yield return words[1];
            }
        }
    }

    // What stands in quotation marks is an argument, but for the one that holds a command itself.
    [GeneratedRegex("'[^']*'|(?<!-Command )\"[^\"]*\"(?! -|$)|\"[%*][^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("powershell -Command \"")]
    private static partial Regex PowerShell();

    // A placeholder that nothing filled; %{certs} is curl's own.
    [GeneratedRegex(@"(?<!%)\{[a-z]+\}|  |:0\b|\[\]")]
    private static partial Regex Hole();
}
