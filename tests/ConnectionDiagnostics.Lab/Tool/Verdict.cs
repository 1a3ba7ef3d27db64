using System.Text.Json;
using ConnectionDiagnostics.Lab.Network;

namespace ConnectionDiagnostics.Lab.Tool;

/// <summary>What the tool said.</summary>
internal sealed record Verdict
{
    public required string Outcome { get; init; }

    public required IReadOnlyList<VerdictCause> Causes { get; init; }

    /// <summary>The codes that some next check separates.</summary>
    public required IReadOnlyList<string> SeparatedByNextChecks { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>The status that it ended with.</summary>
    public required int Status { get; init; }

    /// <summary>All of it, for messages.</summary>
    public required string Json { get; init; }

    /// <summary>The file with the saved evidence.</summary>
    public required string? EvidenceFile { get; init; }

    /// <exception cref="LabException">It printed something else than its JSON.</exception>
    public static Verdict Read(ShellResult result, string? evidenceFile)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(result.Output);
            JsonElement root = json.RootElement;
            return new Verdict
            {
                Outcome = root.GetProperty("outcome").GetString()!,
                Causes = [.. root.GetProperty("causes").EnumerateArray().Select(VerdictCause.Read)],
                SeparatedByNextChecks =
                [
                    .. root.GetProperty("nextChecks").EnumerateArray().SelectMany(check => check.GetProperty("separates").EnumerateArray())
                        .Select(code => code.GetString()!).Distinct(),
                ],
                Duration = TimeSpan.FromMilliseconds(root.GetProperty("durationMs").GetDouble()),
                Status = result.Status,
                Json = result.Output,
                EvidenceFile = evidenceFile,
            };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new LabException($"the tool ended with {result.Status} and printed:\n{result.Output}{result.Error}", exception);
        }
    }
}
