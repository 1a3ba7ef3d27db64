using System.Buffers.Text;
using System.Globalization;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Finds the processes that own sockets: <c>/proc/PID/fd/N</c> links to <c>socket:[INODE]</c> (proc(5)).</summary>
/// <remarks>Without privileges only one's own processes can be read; the others stay unnamed.</remarks>
internal static class SocketOwners
{
    public static IReadOnlyList<Listener> Find(IReadOnlyList<Listener> listeners)
    {
        var wanted = new HashSet<ulong>(listeners.Select(listener => listener.Inode).Where(inode => inode != 0));
        if (wanted.Count == 0)
        {
            return listeners;
        }

        var owners = new Dictionary<ulong, ProcessIdentity>();
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
            // No /proc: the listeners stay unnamed.
        }

        return [.. listeners.Select(listener => owners.TryGetValue(listener.Inode, out ProcessIdentity? owner) ? listener with { Process = owner } : listener)];
    }

    private static unsafe void SearchProcess(string directory, int id, HashSet<ulong> wanted, Dictionary<ulong, ProcessIdentity> owners)
    {
        try
        {
            byte* target = stackalloc byte[64];
            foreach (string link in Directory.EnumerateFiles(directory + "/fd"))
            {
                nint length = LibC.ReadLink(link, target, 64);
                if (length > 0 && ReadInode(new ReadOnlySpan<byte>(target, (int)length)) is { } inode && wanted.Contains(inode))
                {
                    // The first process found keeps the socket: children that inherited it have higher ids, as a rule.
                    owners.TryAdd(inode, new ProcessIdentity { Id = id, Name = File.ReadAllText(directory + "/comm").Trim() });
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
