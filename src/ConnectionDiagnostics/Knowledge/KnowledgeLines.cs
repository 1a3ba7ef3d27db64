using System.Text;

namespace ConnectionDiagnostics.Knowledge;

/// <summary>
/// A table of lines: <c>#</c> begins a remark, <c>=</c> names the provider whose the entries below are, anything else is an entry.
/// </summary>
internal ref struct KnowledgeLines(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    /// <summary>The entry that <see cref="MoveNext"/> came to, in ASCII.</summary>
    public ReadOnlySpan<byte> Entry { get; private set; }

    /// <summary>Whose it is.</summary>
    public AddressOwner? Owner { get; private set; }

    /// <summary>Goes to the next entry; <see langword="false"/> when there is none.</summary>
    public bool MoveNext()
    {
        while (_rest.Length > 0)
        {
            int end = _rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? default : _rest[(end + 1)..];
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] != '=')
            {
                Entry = line;
                return true;
            }

            string id = Encoding.ASCII.GetString(line[1..]);
            Owner = Providers.Find(id) ?? throw new InvalidOperationException($"The provider {id} is not known.");
        }

        return false;
    }
}
