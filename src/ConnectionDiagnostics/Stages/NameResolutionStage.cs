using ConnectionDiagnostics.Texts;

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

        Message[] answers = [.. names.NameServers.Select(answer => Message.Of("stage.names.answer", ("server", answer.Server.Address), ("answer", WordOf(answer))))];
        return StageLine.Failed(Message.Of(
            answers.Length > 0 ? "stage.names.failed-with-servers" : "stage.names.failed",
            ("host", names.Host), ("error", ErrorNames.Of(names.Error)), ("answers", answers)));
    }

    /// <summary>The protocol's own words, the same in every language (IANA DNS RCODEs).</summary>
    private static Message WordOf(NameServerAnswer answer) => answer.Result switch
    {
        NameServerResult.Addresses => Message.FromString(string.Join(", ", answer.Addresses)),
        NameServerResult.NoSuchName => Message.FromString("NXDOMAIN"),
        NameServerResult.NoAddress => Message.FromString("NODATA"),
        NameServerResult.NoAnswer => Message.Of("stage.names.no-answer"),
        _ => Message.FromString(ErrorNames.OfResponseCode(answer.ResponseCode)),
    };
}
