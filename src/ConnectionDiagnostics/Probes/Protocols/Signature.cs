using System.Text;

namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>The bytes with which a protocol's answers begin, as data.</summary>
internal sealed class Signature
{
    private readonly BytePattern _pattern;
    private readonly byte[][] _words;

    /// <param name="protocol">One of <see cref="WireProtocol"/>.</param>
    /// <param name="pattern">The first bytes, as <see cref="BytePattern"/> writes them.</param>
    /// <param name="source">The specification they come from.</param>
    public Signature(string protocol, string pattern, string source)
    {
        Protocol = protocol;
        Source = source;
        _pattern = BytePattern.Parse(pattern);
        _words = [];
    }

    private Signature(Signature other, IEnumerable<string> words)
    {
        (Protocol, Source, _pattern) = (other.Protocol, other.Source, other._pattern);
        (After, Confidence, ProductFrom, ProductEnd, Edition) = (other.After, other.Confidence, other.ProductFrom, other.ProductEnd, other.Edition);
        _words = [.. words.Select(word => Encoding.ASCII.GetBytes(word.ToUpperInvariant()))];
    }

    public string Protocol { get; }

    public string Source { get; }

    /// <summary>Only an answer to this question; <see langword="null"/> for a greeting, or an answer to whatever was said.</summary>
    public string? After { get; init; }

    public DetectionConfidence Confidence { get; init; } = DetectionConfidence.Certain;

    /// <summary>Where the product's name begins; <see langword="null"/> when the answer names none.</summary>
    public int? ProductFrom { get; init; }

    /// <summary>The byte that ends the product's name.</summary>
    public byte ProductEnd { get; init; } = (byte)'\n';

    /// <summary>The edition of the protocol, where that is all there is to tell.</summary>
    public string? Edition { get; init; }

    /// <summary>The same with a word, any of these, somewhere in the answer, in capitals or not.</summary>
    public Signature With(params string[] words) => new(this, words);

    /// <summary>Whether the first byte may be this one.</summary>
    public bool BeginsWith(byte first) => _pattern.BeginsWith(first);

    public bool Matches(ReadOnlySpan<byte> received, string? asked) =>
        (After is null || After == asked) && _pattern.Matches(received) && (_words.Length == 0 || HasWord(received));

    /// <summary>Whether what has come so far may still become this.</summary>
    public bool MayBecome(ReadOnlySpan<byte> received, string? asked) => (After is null || After == asked) && _pattern.MayBecome(received);

    private bool HasWord(ReadOnlySpan<byte> received)
    {
        foreach (byte[] word in _words)
        {
            for (int i = 0; i + word.Length <= received.Length; i++)
            {
                if (Ascii.EqualsIgnoreCase(received.Slice(i, word.Length), word))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
