using System.Text;

namespace ConnectionDiagnostics.Testing.Peers.Servers;

/// <summary>A server's answer to what it has read, and what it does then.</summary>
internal sealed record Reply(ReadOnlyMemory<byte> Bytes, Parting Parting = Parting.Stays)
{
    /// <summary>Not a byte, and closes.</summary>
    public static Reply Close { get; } = new(ReadOnlyMemory<byte>.Empty, Parting.Closes);

    /// <summary>Not a byte, and resets.</summary>
    public static Reply Reset { get; } = new(ReadOnlyMemory<byte>.Empty, Parting.Resets);

    /// <summary>Not a byte, and goes on listening.</summary>
    public static Reply Nothing { get; } = new(ReadOnlyMemory<byte>.Empty);

    public static Reply Of(string text, Parting parting = Parting.Stays) => new(Encoding.Latin1.GetBytes(text), parting);

    public static Reply Of(params byte[] bytes) => new(bytes);
}
