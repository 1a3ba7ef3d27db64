using System.Reflection;

namespace ConnectionDiagnostics.HostilePeers.Scripts;

/// <summary>All peers of the folder Corpus.</summary>
internal static class PeerCorpus
{
    private const string Folder = "Corpus/";

    /// <summary>Each peer as it is written, and for those that are cut one for every byte.</summary>
    public static IReadOnlyList<Peer> All { get; } = [.. Files().SelectMany(file => PeerParser.Parse(file.Stage, file.Text))];

    /// <summary>Those that are written down as they are.</summary>
    public static IEnumerable<Peer> Written => All.Where(peer => peer.Origin == peer.Name);

    /// <summary>Those that answer well and are cut at one byte after the other.</summary>
    public static IEnumerable<Peer> CutPeers => All.Where(peer => peer.Origin != peer.Name);

    private static IEnumerable<(string Stage, string Text)> Files()
    {
        Assembly assembly = typeof(PeerCorpus).Assembly;
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (Path.GetFileNameWithoutExtension(resource[Folder.Length..]), reader.ReadToEnd());
        }
    }
}
