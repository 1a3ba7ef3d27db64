using System.Net;
using System.Net.NetworkInformation;
using ConnectionDiagnostics.Platform.Portable;

namespace ConnectionDiagnostics.Platform.Windows;

/// <summary>Counts connections, and whose they are.</summary>
internal static class WindowsCensus
{
    private const int MaxOwners = 3;

    /// <param name="rows">The table.</param>
    /// <param name="destination">The destination that is counted apart.</param>
    /// <param name="name">Finds the name of a process; <see langword="null"/> when this process may not see it.</param>
    public static ConnectionCensus Count(IReadOnlyList<TcpTableRow> rows, IPEndPoint destination, Func<int, string?> name) =>
        PortableCensus.Count(rows.Select(row => (row.Remote, row.State)), destination) with { Owners = FindOwners(rows, destination, name) };

    private static ConnectionOwner[] FindOwners(IReadOnlyList<TcpTableRow> rows, IPEndPoint destination, Func<int, string?> name)
    {
        var owners = rows
            // What waits after its end belongs to nobody any more: process 0.
            .Where(row => row.State != TcpState.Listen && row.ProcessId != 0 && PortableCensus.IsSame(row.Remote, destination))
            .GroupBy(row => row.ProcessId)
            .Select(group => (Id: group.Key, Count: group.Count()))
            .OrderByDescending(owner => owner.Count).ThenBy(owner => owner.Id);
        return
        [
            .. owners.Select(owner => (owner.Id, owner.Count, Name: name(owner.Id))).Where(owner => owner.Name is not null).Take(MaxOwners)
                .Select(owner => new ConnectionOwner { Process = new ProcessIdentity { Id = owner.Id, Name = owner.Name! }, Connections = owner.Count }),
        ];
    }
}
