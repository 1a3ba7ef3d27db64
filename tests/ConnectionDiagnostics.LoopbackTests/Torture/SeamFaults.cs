using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Platform;

namespace ConnectionDiagnostics.LoopbackTests.Torture;

/// <summary>Every way in which each member of the seam can really fail.</summary>
internal static class SeamFaults
{
    /// <summary>What connect(2), socket(2) and bind(2) give besides what the server's own answer makes of it.</summary>
    private static readonly SocketError[] ConnectErrors =
    [
        SocketError.TooManyOpenSockets, SocketError.NoBufferSpaceAvailable, SocketError.AccessDenied, SocketError.AddressNotAvailable, SocketError.AddressAlreadyInUse,
        SocketError.AddressFamilyNotSupported, SocketError.NetworkUnreachable, SocketError.HostUnreachable, SocketError.NetworkDown, SocketError.TimedOut,
        SocketError.ConnectionRefused, SocketError.ConnectionReset, SocketError.InvalidArgument, SocketError.SocketError,
    ];

    /// <summary>What getaddrinfo(3) gives.</summary>
    private static readonly SocketError[] ResolverErrors =
        [SocketError.HostNotFound, SocketError.TryAgain, SocketError.NoRecovery, SocketError.NoData, SocketError.TooManyOpenSockets, SocketError.SocketError];

    private static readonly Dictionary<string, SeamFault[]> Faults = new()
    {
        [nameof(IOperatingSystem.InContainer)] = Unknown<bool>(),
        [nameof(IOperatingSystem.IsTunnel)] = Unknown<bool>(),
        [nameof(IOperatingSystem.IsIPv6Disabled)] = Unknown<bool>(),
        [nameof(IOperatingSystem.InSubsystemForLinux)] = Unknown<bool>(),
        [nameof(IOperatingSystem.CountFreeDescriptors)] = Unknown<int>(),
        [nameof(IOperatingSystem.ReadVariable)] = [Answers("nothing", null)],
        [nameof(IOperatingSystem.FindProxy)] = [Answers("nothing", null), Throws(new IOException("seam"))],
        [nameof(IOperatingSystem.ReadSearchList)] = [Answers("nothing", SearchList.None)],
        [nameof(IOperatingSystem.ReadAddresses)] = [Answers("none", Array.Empty<LocalAddress>())],
        [nameof(IOperatingSystem.CountTraffic)] = [Answers("nothing", default(TrafficCounters))],
        [nameof(IOperatingSystem.WithProcesses)] = [],
        [nameof(IOperatingSystem.FindSource)] =
        [
            .. new[] { SocketError.TooManyOpenSockets, SocketError.NetworkUnreachable, SocketError.AccessDenied }
                .Select(error => new SeamFault(error.ToString(), _ => new SourceAddress(null, error), IsAnotherTruth: true)),
        ],
        [nameof(IOperatingSystem.ReadListeners)] = NotMeasured<ListenerTable>(),
        [nameof(IOperatingSystem.ReadListenersAfterFailure)] = NotMeasured<ListenerTable>(),
        [nameof(IOperatingSystem.FindRoute)] = NotMeasured<SystemRoute>(),
        [nameof(IOperatingSystem.ReadNeighbour)] = NotMeasured<LinkNeighbour>(),
        [nameof(IOperatingSystem.ReadLocalPortRange)] = NotMeasured<LocalPortRange>(),
        [nameof(IOperatingSystem.CountConnections)] = NotMeasured<ConnectionCensus>(),
        [nameof(IOperatingSystem.ReadTransfer)] = NotMeasured<TransferEvidence>(),
        [nameof(IOperatingSystem.PingAsync)] =
        [
            .. NotMeasured<PingEvidence>().Select(fault => fault with { Answer = stop => Task.FromResult((Fact<PingEvidence>)fault.Answer(stop)!) }),
            Hangs<Fact<PingEvidence>>(),
        ],
        [nameof(IOperatingSystem.ResolveAsync)] =
        [
            .. ResolverErrors.Select(error => new SeamFault(error.ToString(), _ => Task.FromException<IPAddress[]>(new SocketException((int)error)), IsAnotherTruth: true)),
            new SeamFault("no address", _ => Task.FromResult(Array.Empty<IPAddress>()), IsAnotherTruth: true),
            Hangs<IPAddress[]>() with { IsAnotherTruth = true },
        ],
        [nameof(IOperatingSystem.ConnectAsync)] =
        [
            .. ConnectErrors.Select(error => new SeamFault(error.ToString(), _ => Task.FromResult(new TcpConnect { Error = error }), IsAnotherTruth: true)),
            new SeamFault("bind fails", _ => Task.FromResult(new TcpConnect { Error = SocketError.AddressNotAvailable, FailedAtBind = true }), IsAnotherTruth: true),
            Hangs<TcpConnect>() with { IsAnotherTruth = true },
        ],
    };

    public static IReadOnlyList<SeamFault> Of(string member) => [.. Faults[member], .. Anything];

    /// <summary>No member is to throw. If one does, it must not reach the caller.</summary>
    private static IEnumerable<SeamFault> Anything =>
        [Throws(new IOException("seam")), Throws(new UnauthorizedAccessException("seam")), Throws(new InvalidOperationException("seam"))];

    private static SeamFault[] Unknown<T>()
        where T : struct => [new SeamFault("unknown", _ => (T?)null)];

    private static SeamFault[] NotMeasured<T>()
        where T : class =>
        [.. new[] { FactReason.Denied, FactReason.Failed, FactReason.NotSupported }.Select(reason => Answers(reason.ToString(), Fact<T>.NotMeasured(reason)))];

    private static SeamFault Answers(string name, object? answer) => new(name, _ => answer);

    private static SeamFault Throws(Exception exception) => new($"throws {exception.GetType().Name}", _ => throw exception);

    /// <summary>Ends when nobody waits for it any more, as what the system does not answer.</summary>
    private static SeamFault Hangs<T>()
    {
        return new SeamFault("hangs", HangAsync);

        static async Task<T> HangAsync(CancellationToken stop)
        {
            await Task.Delay(Timeout.Infinite, stop);
            throw new OperationCanceledException(stop);
        }
    }
}
