using System.Text;
using System.Text.Json;

namespace ConnectionDiagnostics.Tool;

/// <summary>The file of results: JSON Lines, appended to. Whole lines only, whatever ended the sweep before.</summary>
internal sealed class ResultFile : IDisposable
{
    private readonly FileStream _file;
    private readonly BatchedWriter _lines;

    private ResultFile(FileStream file)
    {
        _file = file;
        // Without a buffer of its own: what cannot be written is noticed when it is written, and not when the file is closed.
        _lines = new BatchedWriter(new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true));
    }

    /// <summary>Opens it, and learns which targets are in it.</summary>
    public static ResultFile Open(string path, SeenTargets seen)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        try
        {
            long whole = ReadTargets(file, seen);
            // A line that a full disk or a lost machine cut: its target is diagnosed again. A device has no length.
            if (file.CanSeek)
            {
                if (whole < file.Length)
                {
                    file.SetLength(whole);
                }

                file.Position = whole;
            }

            return new ResultFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Write(string line) => _lines.WriteLine(line);

    public void Flush() => _lines.Flush();

    public void Dispose() => _file.Dispose();

    /// <returns>Where the last whole line ends.</returns>
    private static long ReadTargets(FileStream file, SeenTargets seen)
    {
        if (!file.CanSeek || file.Length == 0)
        {
            return 0;
        }

        long end = 0;
        byte[] buffer = new byte[128 * 1024];
        int kept = 0;
        int count;
        while ((count = file.Read(buffer, kept, buffer.Length - kept)) > 0)
        {
            Span<byte> bytes = buffer.AsSpan(0, kept + count);
            int newLine;
            while ((newLine = bytes.IndexOf((byte)'\n')) >= 0)
            {
                if (ReadTarget(bytes[..newLine]) is { } target)
                {
                    seen.Add(target);
                }

                end += newLine + 1;
                bytes = bytes[(newLine + 1)..];
            }

            // A line longer than the buffer is none of ours: it is kept where it is, from here on unread.
            if (bytes.Length == buffer.Length)
            {
                return file.Length;
            }

            bytes.CopyTo(buffer);
            kept = bytes.Length;
        }

        return end;
    }

    private static string? ReadTarget(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            while (reader.Read())
            {
                if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals("target"u8))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                }
            }
        }
        catch (JsonException)
        {
            // Somebody else's line.
        }

        return null;
    }
}
