using System.Text;

namespace ConnectionDiagnostics.Tool;

/// <summary>Lines, handed on many at a time, and at least every quarter of a second while lines come: a call of the system for each would cost more than its diagnosis.</summary>
internal sealed class BatchedWriter(TextWriter writer)
{
    private const int MaxChars = 32 * 1024;

    private const long MaxMilliseconds = 250;

    private readonly StringBuilder _lines = new();
    private long _flushed = Environment.TickCount64;

    public void WriteLine(string line)
    {
        _lines.Append(line).Append('\n');
        if (_lines.Length >= MaxChars || Environment.TickCount64 - _flushed >= MaxMilliseconds)
        {
            Flush();
        }
    }

    public void Flush()
    {
        foreach (ReadOnlyMemory<char> chunk in _lines.GetChunks())
        {
            writer.Write(chunk.Span);
        }

        // What could not be written is not written twice.
        _lines.Clear();
        writer.Flush();
        _flushed = Environment.TickCount64;
    }
}
