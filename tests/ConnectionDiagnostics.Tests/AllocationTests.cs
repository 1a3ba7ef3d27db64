using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Causes;
using ConnectionDiagnostics.Causes.Weighing;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Tests;

/// <summary>
/// What the hot paths allocate at most, in bytes of the debug build: a guard against a change that makes each of a hundred thousand targets
/// dearer. Whoever makes a path cheaper lowers its number, measured with <c>DOTNET_ReadyToRun=0 DOTNET_TC_CallCounting=0</c>: the runtime
/// allocates up to 480 bytes more while its own methods are not yet, or not again, optimised, which on a busy machine may last.
/// </summary>
public sealed class AllocationTests : IDisposable
{
    private const int Rounds = 200;
    private readonly Socket _closed = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public AllocationTests() => _closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    private IPEndPoint Closed => (IPEndPoint)_closed.LocalEndPoint!;

    public void Dispose() => _closed.Dispose();

    [Fact]
    public void A_refused_connect()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux is asked natively; elsewhere the runtime's socket decides what a connect allocates.");
        IPEndPoint closed = Closed;

        AtMost(352, () =>
        {
            Task<TcpConnect> connecting = CurrentSystem.Instance.ConnectAsync(closed, null, null, TimeProvider.System, CancellationToken.None);
            // On loopback the answer is there before the call returns: nothing is awaited, and this thread allocates all of it.
            Assert.True(connecting.IsCompletedSuccessfully);
        });
    }

    /// <summary>All causes weighed and ranked; and the diagnosis built, of which only the summaries are in words yet.</summary>
    [Theory]
    [InlineData("closed-port", 6544, 10536)]
    [InlineData("backlog-full", 12928, 15336)]
    [InlineData("bound-to-ipv4-only", 4848, 6552)]
    [InlineData("aws-security-group", 12192, 15448)]
    public void Weighing_all_causes(string recorded, int ranked, int built)
    {
        ConnectionEvidence evidence = EvidenceFile.Parse(File.ReadAllText(Path.Combine(
            RepositoryRoot.Path, "tests", "ConnectionDiagnostics.Tests", "Corpus", "Evidence", $"{recorded}.json")));
        ConnectionTarget target = Diagnosis.FromEvidence(evidence).Target;

        AtMost(ranked, () => CauseRanking.Rank(evidence, OutcomeReader.Read(evidence), Catalogue.Rules));
        AtMost(built, () => DiagnosisBuilder.Build(evidence, target, Catalogue.Rules, Language.English));
    }

    [Fact]
    public void A_target_read_from_a_line() => AtMost(640, () => ConnectionTarget.Parse("wss://chat.example.com:8443/socket"));

    private static void AtMost(int bytes, Action action)
    {
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
        {
            action();
        }

        ((GC.GetAllocatedBytesForCurrentThread() - before) / Rounds).Should().BeLessThanOrEqualTo(bytes);
    }
}
