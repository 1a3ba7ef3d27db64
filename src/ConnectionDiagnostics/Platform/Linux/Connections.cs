using System.Net;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Counts this machine's TCP connections (sock_diag(7)), and who has most of those to a destination.</summary>
internal static class Connections
{
    private const int MaxOwners = 3;

    /// <returns><see langword="null"/> when the kernel or a sandbox denies the question.</returns>
    public static ConnectionCensus? Count(IPEndPoint destination)
    {
        var reader = new ConnectionReader(destination);
        return SockDiag.Read(SockDiag.Connected, reader)
            ? new ConnectionCensus
            {
                ToDestination = reader.ToDestination.ToList(),
                All = reader.All.ToList(),
                Owners = MostFrequent(SocketOwners.Find(reader.Inodes).Values),
            }
            : null;
    }

    internal static IReadOnlyList<ConnectionOwner> MostFrequent(IEnumerable<ProcessIdentity> owners) =>
    [
        .. owners.GroupBy(owner => owner.Id).Select(group => new ConnectionOwner { Process = group.First(), Connections = group.Count() })
            .OrderByDescending(owner => owner.Connections).ThenBy(owner => owner.Process.Id).Take(MaxOwners),
    ];
}
