using System.Buffers.Text;
using System.Globalization;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Finds the processes that own sockets: <c>/proc/PID/fd/N</c> links to <c>socket:[INODE]</c> (proc(5)).</summary>
/// <remarks>Without privileges only one's own processes can be read; the others stay unnamed.</remarks>
internal static class SocketOwners
{
    public static IReadOnlyList<Listener> Find(IReadOnlyList<Listener> listeners)
    {
        Dictionary<ulong, ProcessIdentity> owners = Find(listeners.Select(listener => listener.Inode).Where(inode => inode != 0).ToHashSet());
        return owners.Count == 0
            ? listeners
            : [.. listeners.Select(listener => owners.TryGetValue(listener.Inode, out ProcessIdentity? owner) ? listener with { Process = owner } : listener)];
    }

    /// <summary>The owners of sockets by the sockets' inodes.</summary>
    public static Dictionary<ulong, ProcessIdentity> Find(HashSet<ulong> wanted)
    {
        var owners = new Dictionary<ulong, ProcessIdentity>();
        if (wanted.Count == 0)
        {
            return owners;
        }

        try
        {
            foreach (string directory in Directory.EnumerateDirectories("/proc"))
            {
                if (int.TryParse(Path.GetFileName(directory.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out int id))
                {
                    SearchProcess(directory, id, wanted, owners);
                }

                if (owners.Count == wanted.Count)
                {
                    break;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // No /proc: the sockets stay unnamed.
        }

        return owners;
    }

    private static unsafe void SearchProcess(string directory, int id, HashSet<ulong> wanted, Dictionary<ulong, ProcessIdentity> owners)
    {
        try
        {
            byte* target = stackalloc byte[64];
            ProcessIdentity? process = null;
            foreach (string link in Directory.EnumerateFiles(directory + "/fd"))
            {
                nint length = LibC.ReadLink(link, target, 64);
                if (length > 0 && ReadInode(new ReadOnlySpan<byte>(target, (int)length)) is { } inode && wanted.Contains(inode))
                {
                    // The first process found keeps the socket: children that inherited it have higher ids, as a rule.
                    process ??= new ProcessIdentity { Id = id, Name = File.ReadAllText(directory + "/comm").Trim() };
                    owners.TryAdd(inode, process);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody else's process, or one that has just ended.
        }
    }

    private static ulong? ReadInode(ReadOnlySpan<byte> link) =>
        link.StartsWith("socket:["u8) && Utf8Parser.TryParse(link["socket:[".Length..], out ulong inode, out _) ? inode : null;
}
