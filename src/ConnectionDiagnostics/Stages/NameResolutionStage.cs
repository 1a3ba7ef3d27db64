namespace ConnectionDiagnostics.Stages;

internal static class NameResolutionStage
{
    public static StageLine Tell(ConnectionEvidence evidence)
    {
        if (evidence.Names.Value is not { } names)
        {
            return StageLine.NotMeasured(evidence.Names);
        }

        if (names.IsLiteral)
        {
            return StageLine.Passed(Message.Of("stage.names.literal", ("address", names.Addresses[0])));
        }

        if (names.Addresses.Count > 0)
        {
            return StageLine.Passed(Message.Of("stage.names.resolved", ("host", names.Host), ("addresses", names.Addresses)));
        }

        if (names.NeverExists)
        {
            return StageLine.Failed(Message.Of("stage.names.never-exists", ("host", names.Host)));
        }

        string[] answers = [.. names.NameServers.Select(answer => $"{answer.Server.Address}: {WordOf(answer)}")];
        return StageLine.Failed(Message.Of(
            answers.Length > 0 ? "stage.names.failed-with-servers" : "stage.names.failed",
            ("host", names.Host), ("error", names.Error.ToString()), ("answers", answers)));
    }

    /// <summary>The protocol's own words, the same in every language (IANA DNS RCODEs).</summary>
    private static string WordOf(NameServerAnswer answer) => answer.Result switch
    {
        NameServerResult.Addresses => string.Join(", ", answer.Addresses),
        NameServerResult.NoSuchName => "NXDOMAIN",
        NameServerResult.NoAddress => "NODATA",
        NameServerResult.NoAnswer => "-",
        _ => answer.ResponseCode switch { 2 => "SERVFAIL", 5 => "REFUSED", { } code => $"RCODE {code}", _ => "?" },
    };
}
