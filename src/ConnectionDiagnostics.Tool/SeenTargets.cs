using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ConnectionDiagnostics.Tool;

/// <summary>Which targets there were already: 16 bytes of a hash each, so that a file of a million lines fits.</summary>
internal sealed class SeenTargets
{
    private readonly HashSet<UInt128> _hashes = [];

    public int Count => _hashes.Count;

    /// <summary>Whether it is new.</summary>
    public bool Add(string target)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(target), hash);
        return _hashes.Add(BinaryPrimitives.ReadUInt128LittleEndian(hash));
    }
}
