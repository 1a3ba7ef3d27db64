namespace ConnectionDiagnostics.Sharing;

/// <summary>Which requests one diagnosis can answer: the same target, the same settings, and the same failure to explain.</summary>
internal sealed record ShareKey
{
    /// <summary>Without what differs from call to call, and without lists: records compare those by reference.</summary>
    public required DiagnosisRequest Settings { get; init; }

    public required string ExpectedAddresses { get; init; }

    public required ConnectionFailure Failure { get; init; }

    public static ShareKey Of(DiagnosisRequest request) => new()
    {
        Settings = request with { Exception = null, MaxAge = TimeSpan.Zero, ExpectedAddresses = [] },
        ExpectedAddresses = request.ExpectedAddresses.Count == 0 ? "" : string.Join(' ', request.ExpectedAddresses),
        Failure = request.Exception is { } exception ? ConnectionFailure.Classify(exception) : default,
    };
}
