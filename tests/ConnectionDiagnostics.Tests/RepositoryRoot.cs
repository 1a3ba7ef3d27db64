namespace ConnectionDiagnostics.Tests;

/// <summary>Where the sources are: upwards from the test assembly.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    public static string Core => System.IO.Path.Combine(Path, "src", "ConnectionDiagnostics");

    /// <summary>All hand-written C# files of a project, with paths relative to it.</summary>
    public static IEnumerable<(string File, string Text)> SourcesOf(string project)
    {
        foreach (string file in Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string relative = System.IO.Path.GetRelativePath(project, file).Replace('\\', '/');
            if (!relative.StartsWith("obj/", StringComparison.Ordinal) && !relative.StartsWith("bin/", StringComparison.Ordinal))
            {
                yield return (relative, File.ReadAllText(file));
            }
        }
    }

    private static string Find()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(System.IO.Path.Combine(directory, "Directory.Packages.props")))
        {
            directory = System.IO.Path.GetDirectoryName(directory);
        }

        return directory ?? throw new InvalidOperationException("The tests need the repository around them.");
    }
}
