namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Takes the messages of the kernel's answer, one by one.</summary>
internal interface INetlinkReader
{
    /// <param name="type">The message's type; those of another kind than asked for are to be passed over.</param>
    /// <param name="message">What follows the header; of any length.</param>
    void Read(ushort type, ReadOnlySpan<byte> message);
}
