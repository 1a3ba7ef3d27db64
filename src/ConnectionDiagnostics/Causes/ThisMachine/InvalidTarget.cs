namespace ConnectionDiagnostics.Causes.ThisMachine;

/// <summary>The target makes no sense.</summary>
internal sealed class InvalidTarget : ICatalogueRule
{
    public CauseCode Code => CauseCode.InvalidTarget;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.DotNet("Invalid URI: The hostname could not be parsed."),
        KnownErrors.DotNet("Invalid URI: Invalid port specified."),
        KnownErrors.DotNet("Invalid URI: The format of the URI could not be determined."),
        KnownErrors.Curl("curl: (3) URL using bad/illegal format or missing URL"),
        KnownErrors.Curl("curl: (3) URL rejected: …"),
        KnownErrors.Chrome("net::ERR_INVALID_URL"),
        KnownErrors.Chrome("Failed to construct 'WebSocket': The URL '…' is invalid."),
        KnownErrors.Node("TypeError: Invalid URL"),
        KnownErrors.Node("ERR_INVALID_URL"),
        KnownErrors.Java("java.net.MalformedURLException: …"),
        KnownErrors.Java("java.net.URISyntaxException: …"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Target.Problem is { } problem)
        {
            scales.Confirm(problem.Message, Message.Of(evidence.Target.Text.Length > 0 ? "invalid-target.reason" : "invalid-target.reason.empty", ("target", evidence.Target.Text)));
            scales.Remedy(RemedyActor.Client, Message.Of("invalid-target.remedy"));
        }
    }
}
