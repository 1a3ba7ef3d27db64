namespace ConnectionDiagnostics;

/// <summary>A process on this machine.</summary>
public sealed record ProcessIdentity
{
    /// <summary>Its id.</summary>
    public required int Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Name and id: <c>node (pid 4121)</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Name} (pid {Id})";
}
