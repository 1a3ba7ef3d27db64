using System.ComponentModel;
using System.Diagnostics;

namespace ConnectionDiagnostics.Platform.Windows;

/// <summary>The names of processes.</summary>
internal static class ProcessNames
{
    /// <summary>The name, or <see langword="null"/> when the process has ended or this one may not see it.</summary>
    /// <remarks>Process 4 is the kernel: what it listens on is shared by HTTP.sys (IIS, HttpListener), SMB and the like.</remarks>
    public static string? Find(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.ProcessName;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The listeners with their processes; the table told their ids.</summary>
    public static IReadOnlyList<Listener> AddTo(IReadOnlyList<Listener> listeners, Func<int, string?> name)
    {
        var names = new Dictionary<ulong, string?>();
        return [.. listeners.Select(listener => NameOf(listener) is { } found
            ? listener with { Process = new ProcessIdentity { Id = (int)listener.Inode, Name = found } }
            : listener)];

        string? NameOf(Listener listener)
        {
            if (listener.Inode is 0 or > int.MaxValue)
            {
                return null;
            }

            if (!names.TryGetValue(listener.Inode, out string? found))
            {
                names[listener.Inode] = found = name((int)listener.Inode);
            }

            return found;
        }
    }
}
