using System.Text.Json;

namespace ConnectionDiagnostics.Hardships;

/// <summary>Whatever an application lacks, it gets a diagnosis, and no wrong one.</summary>
public class HardshipTests
{
    private const string Refused = "127.0.0.1:1";
    private const string Healthy = "LISTENING";

    private static readonly string[] NoDescriptors = ["resource-exhausted", "file-descriptors-exhausted", "confirmed"];
    private static readonly string[] NobodyListens = ["refused", "server-not-listening", "confirmed"];
    private static readonly string[] Works = ["connected"];

    public static MatrixTheoryData<int, string> Few { get; } = new([4, 6, 9], [Refused, Healthy, "localhost:1"]);

    [Theory]
    [InlineData(Refused)]
    [InlineData(Healthy)]
    [InlineData("http://LISTENING")]
    [InlineData("localhost:1")]
    public async Task Without_a_descriptor(string target)
    {
        IReadOnlyList<JsonElement> diagnoses = await TroubledProgram.RunAsync("ulimit -n 256; exec \"$@\"", "descriptors:0", target);

        Verdict(diagnoses[0]).Should().Equal(NoDescriptors);
    }

    /// <summary>With fewer the runtime itself ends now and then, where it wants to open something ("Out of memory."). With so few left some look fails and another does not: what is told is one or the other truth.</summary>
    [Theory]
    [MemberData(nameof(Few))]
    public async Task With_a_few_descriptors(int left, string target)
    {
        IReadOnlyList<JsonElement> diagnoses = await TroubledProgram.RunAsync("ulimit -n 256; exec \"$@\"", $"descriptors:{left}", target);

        // The count of resets cannot be read then: less sure.
        ShouldBeOneOf(diagnoses[0], [NoDescriptors, .. target == Healthy ? new[] { Works } : [NobodyListens, ["refused", "server-not-listening", "likely"]]]);
    }

    [Theory]
    [InlineData("threads", "exec \"$@\"")]
    [InlineData("processor", "exec \"$@\"")]
    [InlineData("none", "DOTNET_GCHeapHardLimit=0x1400000 exec \"$@\"")]
    [InlineData("proc", "exec unshare -m \"$@\"")]
    [InlineData("none", "exec unshare -m sh -c 'for folder in /tmp /var; do mount --bind $folder $folder && mount -o remount,ro,bind $folder || exit; done; exec \"$@\"' sh \"$@\"")]
    [InlineData("cold", "exec \"$@\"")]
    public async Task With_little_of_something_else(string hardship, string script)
    {
        IReadOnlyList<JsonElement> diagnoses = await TroubledProgram.RunAsync(script, hardship, Refused, Healthy);

        // Without /proc the resets are not counted: a packet filter's would look the same.
        ShouldBeOneOf(diagnoses[0], hardship == "proc" ? ["refused", "server-not-listening", "likely"] : NobodyListens);
        Verdict(diagnoses[1]).Should().Equal(Works);
    }

    [Fact]
    public async Task In_a_network_namespace_without_loopback()
    {
        IReadOnlyList<JsonElement> diagnoses = await TroubledProgram.RunAsync("exec unshare -n \"$@\"", "cold", Refused, "8.8.8.8:443");

        foreach (JsonElement diagnosis in diagnoses)
        {
            Verdict(diagnosis)[0].Should().Be("unreachable");
            Verdict(diagnosis)[1].Should().BeOneOf("no-network", "no-route");
        }
    }

    /// <summary>The C library then asks a name server on this machine (resolv.conf(5)), where nobody listens.</summary>
    [Fact]
    public async Task Without_a_configuration_of_the_resolver()
    {
        IReadOnlyList<JsonElement> diagnoses = await TroubledProgram.RunAsync(
            "exec unshare -mn sh -c 'ip link set lo up && ip link add up0 type veth peer name up1 && ip link set up1 up && ip addr add 192.0.2.9/24 dev up0 && ip link set up0 up && ip route add default via 192.0.2.1 && mount --bind /dev/null /etc/resolv.conf && exec \"$@\"' sh \"$@\"", "none", "server.example.com:443");

        Verdict(diagnoses[0])[0].Should().Be("name-resolution-failed");
        Verdict(diagnoses[0])[1].Should().Be("dns-server-unreachable");
    }

    /// <summary>As a sandbox does: no netlink, no raw or ping sockets (seccomp).</summary>
    [Fact]
    public async Task Without_netlink_and_ping()
    {
        IReadOnlyList<JsonElement> diagnoses = await TroubledProgram.RunAsync("exec \"$@\"", "seccomp", Refused, Healthy);

        ShouldBeOneOf(diagnoses[0], NobodyListens, ["refused", "server-not-listening", "likely"]);
        Verdict(diagnoses[1]).Should().Equal(Works);
    }

    private static void ShouldBeOneOf(JsonElement diagnosis, params string[][] verdicts) =>
        verdicts.Should().Contain(verdict => verdict.SequenceEqual(Verdict(diagnosis)), $"it is {string.Join(' ', Verdict(diagnosis))}");

    private static string[] Verdict(JsonElement diagnosis) =>
    [
        diagnosis.GetProperty("outcome").GetString()!,
        .. diagnosis.GetProperty("causes").EnumerateArray().Take(1)
            .SelectMany(cause => new[] { cause.GetProperty("code").GetString()!, cause.GetProperty("likelihood").GetString()! }),
    ];
}
