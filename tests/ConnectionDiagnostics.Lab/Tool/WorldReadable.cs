namespace ConnectionDiagnostics.Lab.Tool;

/// <summary>Files that other users may read, whatever the umask is.</summary>
internal static class WorldReadable
{
    private const UnixFileMode All = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public static string CreateReadable(string directory)
    {
        Directory.CreateDirectory(directory);
        File.SetUnixFileMode(directory, All);
        return directory;
    }

    public static string CreateWritable(string directory)
    {
        Directory.CreateDirectory(directory);
        File.SetUnixFileMode(directory, All | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        return directory;
    }

    /// <summary>Copies a directory with all that is in it.</summary>
    public static string Copy(string from, string to)
    {
        CreateReadable(to);
        foreach (string directory in Directory.EnumerateDirectories(from))
        {
            Copy(directory, Path.Combine(to, Path.GetFileName(directory)));
        }

        foreach (string file in Directory.EnumerateFiles(from))
        {
            CopyFile(file, Path.Combine(to, Path.GetFileName(file)));
        }

        return to;
    }

    public static void CopyFile(string from, string to)
    {
        File.Copy(from, to, overwrite: true);
        File.SetUnixFileMode(to, All);
    }

    /// <summary>Whether every directory on the way lets others pass.</summary>
    public static bool IsReadable(string directory)
    {
        for (DirectoryInfo? at = new(directory); at is not null; at = at.Parent)
        {
            if (!at.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }

        return true;
    }
}
