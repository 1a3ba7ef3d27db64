using System.Globalization;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Sharing;

/// <summary>Which requests one diagnosis can answer: the same target, the same settings, the same failure to explain, in the same language.</summary>
internal sealed record ShareKey
{
    /// <summary>Without what differs from call to call, and without lists: records compare those by reference.</summary>
    public required DiagnosisRequest Settings { get; init; }

    public required string ExpectedAddresses { get; init; }

    /// <summary><see langword="null"/> for the usual ones.</summary>
    public required string? ApplicationProtocols { get; init; }

    public required ConnectionFailure Failure { get; init; }

    /// <summary>Of the sentences: callers of one language share, whatever their cultures.</summary>
    public required Language Language { get; init; }

    public static ShareKey Of(DiagnosisRequest request) => new()
    {
        Settings = request with { Exception = null, MaxAge = TimeSpan.Zero, ExpectedAddresses = [], ApplicationProtocols = null, Culture = null },
        ExpectedAddresses = request.ExpectedAddresses.Count == 0 ? "" : string.Join(' ', request.ExpectedAddresses),
        ApplicationProtocols = request.ApplicationProtocols is { } protocols ? string.Join(' ', protocols) : null,
        Failure = request.Exception is { } exception ? ConnectionFailure.Classify(exception) : default,
        Language = Language.Of(request.Culture ?? CultureInfo.CurrentUICulture),
    };
}
