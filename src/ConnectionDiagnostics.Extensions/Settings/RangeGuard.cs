using Microsoft.Extensions.Options;

namespace ConnectionDiagnostics.Settings;

/// <summary>Options refuse what is out of range where it is set. Here that becomes what hosts report at start: option, value and range.</summary>
internal static class RangeGuard
{
    public static void Apply<TOptions>(Action<TOptions> configure, TOptions options, string? name)
        where TOptions : class
    {
        try
        {
            configure(options);
        }
        catch (ArgumentOutOfRangeException exception) when (RangeOf(exception.ParamName) is { } range)
        {
            throw new OptionsValidationException(
                name ?? Options.DefaultName, typeof(TOptions), [FormattableString.Invariant($"{Describe<TOptions>(name)}{exception.ParamName} is {exception.ActualValue}; it must be {range}.")]);
        }
    }

    /// <summary>Which options, and of which client where they have a name.</summary>
    public static string Describe<TOptions>(string? name) => string.IsNullOrEmpty(name) ? $"{typeof(TOptions).Name}." : $"{typeof(TOptions).Name} '{name}': ";

    private static string? RangeOf(string? option) => option switch
    {
        nameof(ConnectionDiagnoserOptions.MaxConcurrentDiagnoses) => "from 1 to 10000",
        nameof(ConnectionDiagnoserOptions.MaxSharedDiagnosesPerMinute) => "from 1 to 1000000",
        nameof(ConnectionFailureOptions.MaxAge) => "from 00:00:00 to 1.00:00:00 (one day)",
        nameof(ConnectionFailureOptions.MaxDelay) => "from 00:00:00 to 00:10:00 (10 minutes)",
        _ => null,
    };
}
