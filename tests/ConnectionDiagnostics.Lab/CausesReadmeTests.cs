using System.Globalization;
using System.Text;
using ConnectionDiagnostics.Lab.Scenarios;

namespace ConnectionDiagnostics.Lab;

/// <summary>The README of the causes names the scenarios of each cause of the lab's three sections. Needs neither root nor network.</summary>
/// <remarks>To renew the table run this test with APPROVE=1 and read the difference.</remarks>
public sealed class CausesReadmeTests
{
    private const string Begin = "<!-- scenarios -->";
    private const string End = "<!-- /scenarios -->";

    /// <summary>Those that the lab cannot build, because they are another system's or need what the caller saw; they are recorded by hand.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["local-network-permission"] = "macOS: evidence by hand in `Causes/LocalNetworkPermissionTests`",
        ["not-reproduced"] = "needs a reported failure: `ReportedExceptionTests` of the loopback tests",
    };

    private static readonly (string Section, string[] Codes)[] Sections =
    [
        ("Refused",
        [
            "wrong-port", "wrong-host", "dns-points-elsewhere", "hosts-file-override", "cdn-in-front", "server-not-listening", "client-proxy-interferes",
            "bound-to-other-address", "container-localhost",
        ]),
        ("Timed out or unreachable",
        [
            "server-firewall", "cloud-security-group", "control-panel-firewall", "host-down", "private-address-from-outside", "server-backlog-full", "no-network",
            "no-route", "ipv6-unavailable", "client-firewall", "local-network-permission", "path-mtu-blackhole", "connection-filtered", "some-addresses-fail", "not-reproduced",
        ]),
        ("Cannot assign requested address", ["ephemeral-ports-exhausted", "time-wait-buildup", "local-address-missing"]),
    ];

    public static TheoryData<string> Codes => [.. Sections.SelectMany(section => section.Codes)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_cause_has_two_scenarios_at_least(string code)
    {
        if (!Elsewhere.ContainsKey(code))
        {
            Of(code).Should().HaveCountGreaterThanOrEqualTo(2);
        }
    }

    [Fact]
    public void The_readme_names_the_scenarios_of_each_cause()
    {
        string file = Path.Combine(Repository.Root, "src", "ConnectionDiagnostics", "Causes", "README.md");
        string text = File.ReadAllText(file).ReplaceLineEndings("\n");
        string renewed = text[..(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)] + Table() + text[text.IndexOf(End, StringComparison.Ordinal)..];
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            File.WriteAllText(file, renewed);
            text = renewed;
        }

        text.Should().Be(renewed);
    }

    private static string Table()
    {
        var table = new StringBuilder("\n");
        foreach ((string section, string[] codes) in Sections)
        {
            table.Append(CultureInfo.InvariantCulture, $"\n### {section}\n\n| cause | scenarios of the fault lab |\n|---|---|\n");
            foreach (string code in codes)
            {
                IEnumerable<string> names = Of(code).Select(scenario => $"`{scenario.Name}`{(scenario.Expected.Tied.Count > 0 ? " (tied)" : "")}");
                table.Append(CultureInfo.InvariantCulture, $"| `{code}` | {string.Join(", ", Elsewhere.TryGetValue(code, out string? where) ? names.Append(where) : names)} |\n");
            }
        }

        return table.Append('\n').ToString();
    }

    private static IEnumerable<LabScenario> Of(string code) =>
        LabScenarios.All.Where(scenario => scenario.Expected.Cause?.Value == code);
}
