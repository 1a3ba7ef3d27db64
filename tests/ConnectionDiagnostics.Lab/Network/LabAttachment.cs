namespace ConnectionDiagnostics.Lab.Network;

/// <summary>A node on a segment.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Addresses">Its addresses there with prefix lengths: 192.0.2.1/24.</param>
internal sealed record LabAttachment(string Node, params string[] Addresses);
