using System.Diagnostics;

namespace ConnectionDiagnostics.Hardships;

/// <summary>What an application can lack. Ends with the object, so that there is something left to report with.</summary>
internal sealed class Trouble : IDisposable
{
    private static Trouble? Current;

    private readonly List<IDisposable> _held = [];
    private readonly ManualResetEventSlim _over = new();

    private Trouble()
    {
    }

    public static IDisposable Begin(string hardship)
    {
        Current = new Trouble();
        // Writing needs a descriptor the first time.
        Console.Out.Flush();
        string[] words = hardship.Split(':');
        switch (words[0])
        {
            case "descriptors":
                Current.TakeDescriptors(leave: int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture));
                break;
            case "threads":
                Current.TakeThreads();
                break;
            case "processor":
                Current.TakeProcessor();
                break;
            case "proc":
                Mount("/proc");
                break;
            case "seccomp":
                SystemCallFilter.Install();
                break;
            case "none" or "cold":
                break;
            default:
                throw new ArgumentException($"'{hardship}' is no hardship: descriptors:N, threads, processor, proc, seccomp, none or cold", nameof(hardship));
        }

        return Current;
    }

    /// <summary>Gives back what was taken, so that the result can be printed.</summary>
    public static void Pause() => Current?.Dispose();

    public void Dispose()
    {
        _over.Set();
        foreach (IDisposable held in _held)
        {
            held.Dispose();
        }

        _held.Clear();
    }

    /// <summary>Opens files until there is no descriptor left, and closes some again.</summary>
    private void TakeDescriptors(int leave)
    {
        try
        {
            while (true)
            {
                _held.Add(File.OpenHandle("/dev/null"));
            }
        }
        catch (IOException)
        {
            for (; leave > 0; leave--)
            {
                _held[^1].Dispose();
                _held.RemoveAt(_held.Count - 1);
            }
        }
    }

    /// <summary>Work that blocks: the pool gives each second a thread or two more.</summary>
    private void TakeThreads()
    {
        for (int i = 0; i < 24; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static over => over.Wait(), _over, preferLocal: false);
        }
    }

    private void TakeProcessor()
    {
        for (int i = 0; i < Environment.ProcessorCount * 4; i++)
        {
            new Thread(() =>
            {
                while (!_over.IsSet)
                {
                }
            })
            { IsBackground = true }.Start();
        }
    }

    /// <summary>Hides a directory; the process has a mount namespace of its own.</summary>
    private static void Mount(string directory)
    {
        using Process mount = Process.Start("mount", ["-t", "tmpfs", "none", directory]);
        mount.WaitForExit();
        if (Directory.EnumerateFileSystemEntries(directory).Any())
        {
            throw new InvalidOperationException($"{directory} is still there");
        }
    }
}
