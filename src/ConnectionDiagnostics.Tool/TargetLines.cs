using System.Runtime.CompilerServices;
using System.Text;

namespace ConnectionDiagnostics.Tool;

/// <summary>The targets of a file, one a line: without blank lines, comments and repetitions, and with a complaint about lines that are none.</summary>
internal sealed class TargetLines : IDisposable
{
    /// <summary>Longer than any target; the rest of a longer line is left out.</summary>
    private const int MaxLength = 8 * 1024;

    /// <summary>After so many complaints, the closing table must do.</summary>
    private const int MaxComplaints = 100;

    private readonly string _name;
    private readonly TextReader _reader;
    private readonly SeenTargets _seen;
    private readonly ToolConsole _console;
    private readonly char[] _buffer = new char[16 * 1024];
    private int _from;
    private int _to;

    private TargetLines(string name, TextReader reader, int? total, SeenTargets seen, ToolConsole console)
    {
        (_name, _reader, Total, _seen, _console) = (name, reader, total, seen, console);
    }

    /// <summary>How many lines there are to read; <see langword="null"/> when that is not known.</summary>
    public int? Total { get; }

    /// <summary>How many lines have been read.</summary>
    public int Read { get; private set; }

    /// <summary>How many lines had a target that was there before.</summary>
    public int Repeated { get; private set; }

    /// <summary>Why the file could not be read to its end.</summary>
    public string? Failure { get; private set; }

    public static TargetLines Open(string file, SeenTargets seen, ToolConsole console)
    {
        if (file == "-")
        {
            return new TargetLines("standard input", console.Input, null, seen, console);
        }

        int? total = File.Exists(file) ? CountLines(file) : null;
        return new TargetLines(file, new StreamReader(file, Encoding.UTF8), total, seen, console);
    }

    public async IAsyncEnumerable<ConnectionTarget> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var before = new SeenTargets();
        int complaints = 0;
        while (await NextAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            Read++;
            string text = line.Trim().Trim('\uFEFF');
            if (text.Length == 0 || text[0] == '#')
            {
                continue;
            }

            ConnectionTarget target = ConnectionTarget.ParseOrInvalid(text);
            string shown = target.ToString();
            if (!_seen.Add(shown))
            {
                // Those of an earlier run are counted as such, and once.
                Repeated += before.Add(shown) ? 0 : 1;
                continue;
            }

            before.Add(shown);
            if (!target.IsValid && ++complaints <= MaxComplaints)
            {
                string more = complaints == MaxComplaints ? "; more such lines are only counted" : "";
                await _console.Error.WriteLineAsync($"conndiag: {_name}:{Read}: {target.Problem}{more}").ConfigureAwait(false);
            }

            yield return target;
        }
    }

    public void Dispose()
    {
        if (!ReferenceEquals(_reader, _console.Input))
        {
            _reader.Dispose();
        }
    }

    private static int CountLines(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        byte[] buffer = new byte[64 * 1024];
        int lines = 0;
        int count;
        bool isOpen = false;
        while ((count = stream.Read(buffer)) > 0)
        {
            lines += buffer.AsSpan(0, count).Count((byte)'\n');
            isOpen = buffer[count - 1] != '\n';
        }

        return isOpen ? lines + 1 : lines;
    }

    /// <summary>The next line, or so much of it as a target can have.</summary>
    private async ValueTask<string?> NextAsync(CancellationToken cancellationToken)
    {
        StringBuilder? begun = null;
        while (true)
        {
            int newLine = Array.IndexOf(_buffer, '\n', _from, _to - _from);
            int end = newLine < 0 ? _to : newLine;
            if (newLine >= 0 && begun is null)
            {
                string line = new(_buffer, _from, Math.Min(end - _from, MaxLength));
                _from = newLine + 1;
                return line;
            }

            begun ??= new StringBuilder();
            begun.Append(_buffer, _from, Math.Min(end - _from, MaxLength - begun.Length));
            _from = newLine < 0 ? _to : newLine + 1;
            if (newLine >= 0 || !await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                return newLine < 0 && begun.Length == 0 ? null : begun.ToString();
            }
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        try
        {
            (_from, _to) = (0, await _reader.ReadAsync(_buffer.AsMemory(), cancellationToken).ConfigureAwait(false));
        }
        catch (IOException exception)
        {
            (_from, _to, Failure) = (0, 0, exception.Message);
        }

        return _to > 0;
    }
}
