using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Stages;

internal static class NameResolutionStage
{
    private const int MaxAliases = 4;
    private const int MaxAddresses = 4;

    public static StageLine Tell(ConnectionEvidence evidence)
    {
        if (evidence.Names.Value is not { } names)
        {
            return StageLine.NotMeasured(evidence.Names);
        }

        if (names is { IsLiteral: true, Addresses: [var literal, ..] })
        {
            return StageLine.Passed(Message.Of("stage.names.literal", ("address", literal)));
        }

        Message[] answers = [.. names.NameServers.Select(answer => Tell("stage.names.answer", answer)), .. names.Authorities.Select(answer => Tell("stage.names.authority", answer))];
        (string, object?)[] values = [("host", names.Host), ("addresses", names.Addresses), ("error", ErrorNames.Of(names.Error)), ("answers", answers)];
        if (names.Addresses.Count > 0)
        {
            Message resolved = Message.Of(answers.Length > 0 ? "stage.names.resolved-with-servers" : "stage.names.resolved", values);
            return names.HostsEntries.Count == 0 && (evidence.NameServersContradict() || names.AuthoritativeElsewhere().Count > 0)
                ? StageLine.Warned(resolved)
                : StageLine.Passed(resolved);
        }

        return names.NeverExists
            ? StageLine.Failed(Message.Of("stage.names.never-exists", ("host", names.Host)))
            : StageLine.Failed(Message.Of(answers.Length > 0 ? "stage.names.failed-with-servers" : "stage.names.failed", values));
    }

    private static Message Tell(string id, NameServerAnswer answer) => Message.Of(id, ("server", answer.Server.Address), ("answer", WordOf(answer)));

    /// <summary>The protocol's own words, the same in every language (IANA DNS RCODEs).</summary>
    private static Message WordOf(NameServerAnswer answer)
    {
        string aliases = string.Concat(answer.Aliases.Take(MaxAliases).Select(alias => $"→ {alias} "));
        string errors = string.Concat(answer.ExtendedErrors.Select(error => $" ({ErrorNames.OfExtendedError(error.Code)})"));
        string? word = answer.Result switch
        {
            NameServerResult.Addresses => Few(answer.Addresses),
            NameServerResult.NoSuchName => "NXDOMAIN",
            NameServerResult.NoAddress => "NODATA",
            NameServerResult.ServerFailure => ErrorNames.OfResponseCode(answer.ResponseCode),
            _ => null,
        };
        return answer switch
        {
            { Result: NameServerResult.Unusable } => Message.Of("stage.names.unusable"),
            { Error: SocketError.ConnectionRefused, Result: NameServerResult.NoAnswer } => Message.FromString(ErrorNames.Of(answer.Error)),
            _ when word is null => Message.Of("stage.names.no-answer"),
            { TimeToLive: { } kept } => Message.FromString(string.Create(CultureInfo.InvariantCulture, $"{aliases}{word}{errors}, TTL {kept.TotalSeconds:0} s")),
            _ => Message.FromString($"{aliases}{word}{errors}"),
        };
    }

    private static string Few(IReadOnlyList<IPAddress> addresses) => addresses.Count <= MaxAddresses
        ? string.Join(", ", addresses)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", addresses.Take(MaxAddresses))}, … ({addresses.Count})");
}
