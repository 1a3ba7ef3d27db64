using Polly;
using Polly.Retry;

namespace ConnectionDiagnostics.Healing;

/// <summary>Options without a result type, for a pipeline that has one.</summary>
internal static class TypedRetryOptions
{
    public static RetryStrategyOptions<TResult> For<TResult>(ConnectionRetryStrategyOptions options) => new()
    {
        Name = options.Name,
        MaxRetryAttempts = options.MaxRetryAttempts,
        BackoffType = options.BackoffType,
        UseJitter = options.UseJitter,
        Delay = options.Delay,
        MaxDelay = options.MaxDelay,
        Randomizer = options.Randomizer,
        ShouldHandle = arguments => options.ShouldHandle(new(arguments.Context, Widen(arguments.Outcome), arguments.AttemptNumber)),
        DelayGenerator = options.DelayGenerator is { } delay
            ? arguments => delay(new(arguments.Context, Widen(arguments.Outcome), arguments.AttemptNumber))
            : null,
        OnRetry = options.OnRetry is { } onRetry
            ? arguments => onRetry(new(arguments.Context, Widen(arguments.Outcome), arguments.AttemptNumber, arguments.RetryDelay, arguments.Duration))
            : null,
    };

    private static Outcome<object> Widen<TResult>(Outcome<TResult> outcome) => outcome.Exception is { } exception
        ? Outcome.FromException<object>(exception)
        : Outcome.FromResult<object>(outcome.Result!);
}
