using System.Text.Json;

namespace ConnectionDiagnostics.Lab.Tool;

/// <summary>A cause that the tool named.</summary>
internal sealed record VerdictCause(string Code, string Likelihood, string Summary)
{
    public bool IsConfirmed => Likelihood == "confirmed";

    public static VerdictCause Read(JsonElement cause) => new(
        cause.GetProperty("code").GetString()!, cause.GetProperty("likelihood").GetString()!, cause.GetProperty("summary").GetString()!);
}
