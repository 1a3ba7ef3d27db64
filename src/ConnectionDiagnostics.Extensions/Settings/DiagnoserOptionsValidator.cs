using Microsoft.Extensions.Options;

namespace ConnectionDiagnostics.Settings;

/// <summary>What the setters cannot see: holes in the lists.</summary>
internal sealed class DiagnoserOptionsValidator : IValidateOptions<ConnectionDiagnoserOptions>
{
    public ValidateOptionsResult Validate(string? name, ConnectionDiagnoserOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        CheckNoHole(result, nameof(options.Probes), options.Probes);
        CheckNoHole(result, nameof(options.Causes), options.Causes);
        CheckNoHole(result, nameof(options.NameServers), options.NameServers);
        return result.Build();
    }

    private static void CheckNoHole<T>(ValidateOptionsResultBuilder result, string option, IList<T> values)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] is null)
            {
                result.AddError(FormattableString.Invariant($"{nameof(ConnectionDiagnoserOptions)}.{option}[{i}] is null."));
            }
        }
    }
}
