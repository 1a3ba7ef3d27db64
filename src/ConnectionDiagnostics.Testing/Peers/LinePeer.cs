using System.Text;

namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>Speaks a line protocol: a greeting where there is one, then one line for each line.</summary>
/// <param name="greeting">The first line; <see langword="null"/> when the client speaks first.</param>
/// <param name="answerTo">The answer to a line.</param>
/// <param name="goodbye">The line after whose answer the server closes; <see langword="null"/> when there is none.</param>
internal sealed class LinePeer(string? greeting, Func<string, string> answerTo, string? goodbye = null) : IPeer
{
    private const int BufferSize = 4096;

    /// <summary>Does not greet, and understands nothing.</summary>
    public static IPeer UnknownRequest { get; } = new LinePeer(null, _ => "unknown request");

    public async Task ServeAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (greeting is not null)
        {
            await WriteLineAsync(connection, greeting, cancellationToken).ConfigureAwait(false);
        }

        byte[] buffer = new byte[BufferSize];
        string unfinished = "";
        int count;
        while ((count = await connection.Stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            string[] lines = (unfinished + Encoding.Latin1.GetString(buffer.AsSpan(0, count))).Split('\n');
            unfinished = lines[^1];
            // What is no text has no line ends; a server of lines complains about it all the same.
            int complete = unfinished.Length >= BufferSize || unfinished.Any(IsNoText) ? lines.Length : lines.Length - 1;
            unfinished = complete == lines.Length ? "" : unfinished;

            foreach (string line in lines.Take(complete).Select(line => line.TrimEnd('\r')))
            {
                await WriteLineAsync(connection, answerTo(line), cancellationToken).ConfigureAwait(false);
                if (goodbye is not null && line.Equals(goodbye, StringComparison.OrdinalIgnoreCase))
                {
                    await connection.CloseAsync(cancellationToken).ConfigureAwait(false);
                    return;
                }
            }
        }
    }

    private static bool IsNoText(char c) => char.IsControl(c) && c is not ('\t' or '\r');

    private static ValueTask WriteLineAsync(Connection connection, string line, CancellationToken cancellationToken) =>
        connection.Stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), cancellationToken);
}
