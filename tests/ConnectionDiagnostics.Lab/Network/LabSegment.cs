namespace ConnectionDiagnostics.Lab.Network;

/// <summary>A link that nodes share: a cable between two, a switch between more.</summary>
internal sealed record LabSegment(string Name, params LabAttachment[] Attachments);
