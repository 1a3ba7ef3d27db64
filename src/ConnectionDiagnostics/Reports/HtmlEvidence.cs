using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Reports;

/// <summary>What was measured, as tables; and all of it as the file from which it can be diagnosed again.</summary>
internal sealed class HtmlEvidence(ConnectionEvidence evidence, HtmlWriter html, Language language)
{
    private const int ShownRows = 24;

    private const int ShownBytes = 120;

    public void Write()
    {
        html.Open("section", ("aria-labelledby", "report-evidence"), ("class", "tables")).Element("h2", Text("report.evidence"), ("id", "report-evidence"));
        WriteNames();
        WriteAttempts(Text("report.evidence.connects"), [.. evidence.Proxy.Value?.Attempts ?? [], .. evidence.Attempts()]);
        WriteAttempts(Text("report.evidence.host"), [.. evidence.OtherPorts().Select(port => port.Attempt)]);
        WriteHops();
        WriteCertificates();
        WriteExchanges();
        html.Open("details").Element("summary", Text("report.evidence.file"));
        html.Open("pre").Open("code").Lines(EvidenceFile.ToJson(evidence)).Close().Close().Close();
        html.Close();
    }

    private void WriteNames()
    {
        IEnumerable<NameServerAnswer> answers = [.. evidence.Names.Value?.NameServers ?? [], .. evidence.Names.Value?.Authorities ?? []];
        WriteTable(
            Text("report.evidence.names"),
            [Text("report.column.name-server"), Text("report.column.name"), Text("report.column.answer")],
            answers.Select(answer => new[] { answer.Server.ToString(), answer.Name, WordFor(answer) }));
    }

    private static string WordFor(NameServerAnswer answer) => answer switch
    {
        { Addresses.Count: > 0 } => string.Join(", ", answer.Addresses.Take(8)),
        { Result: NameServerResult.NoAddress } => "NODATA",
        { ResponseCode: { } code } => ErrorNames.OfResponseCode(code),
        { Result: NameServerResult.NoAnswer } => ErrorNames.Of(answer.Error == default ? SocketError.TimedOut : answer.Error),
        _ => "?",
    };

    private void WriteAttempts(string caption, IReadOnlyList<ConnectAttempt> attempts) => WriteTable(
        caption,
        [Text("report.column.address"), Text("report.column.result"), Text("report.column.duration"), "RTT", "SYN", "ICMP"],
        attempts.Select(attempt => new[]
        {
            new IPEndPoint(attempt.Address, attempt.Port).ToString(),
            attempt.Connected ? Text("report.evidence.accepted") : ErrorNames.Of(attempt.Error),
            Durations.Show(attempt.Duration, language),
            attempt.RoundTripTime is { } time ? Durations.Show(time, language) : "–",
            attempt.SynsSent?.ToString(language.Numbers) ?? "–",
            attempt.IcmpErrors is null ? "–" : string.Join(", ", attempt.IcmpErrors.Select(icmp => $"{icmp} ← {icmp.Sender}")),
        }));

    private void WriteHops() => WriteTable(
        Text("report.evidence.hops"),
        [Text("report.column.hop"), Text("report.column.result"), "ICMP"],
        (evidence.Path.Value?.Hops ?? []).Select(hop => new[]
        {
            hop.TimeToLive?.ToString(language.Numbers) ?? "–",
            hop.Connected ? Text("report.evidence.accepted") : ErrorNames.Of(hop.Error),
            string.Join(", ", (hop.IcmpErrors ?? []).Select(icmp => $"{icmp} ← {icmp.Sender}")),
        }));

    private void WriteCertificates() => WriteTable(
        Text("report.evidence.certificates"),
        [Text("report.column.subject"), Text("report.column.issuer"), Text("report.column.valid")],
        (evidence.Tls.Value?.Certificates ?? []).Select(certificate => new[]
        {
            certificate.Names.Count > 0 ? $"{certificate.Subject} ({string.Join(", ", certificate.Names.Take(6))})" : certificate.Subject,
            certificate.Issuer,
            string.Create(CultureInfo.InvariantCulture, $"{certificate.NotBefore.ToUniversalTime():yyyy-MM-dd} – {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}"),
        }));

    private void WriteExchanges() => WriteTable(
        Text("report.evidence.exchanges"),
        [Text("report.column.said"), Text("report.column.answer"), Text("report.column.duration")],
        evidence.Exchanges().Select(exchange => new[]
        {
            exchange.Spoken ?? "–",
            exchange.Received.Length > 0 ? Printable.FromBytes(exchange.Received.Span, ShownBytes) : "–",
            Durations.Show(exchange.Duration, language),
        }));

    private void WriteTable(string caption, string[] columns, IEnumerable<string[]> rows)
    {
        string[][] shown = [.. rows.Take(ShownRows)];
        if (shown.Length == 0)
        {
            return;
        }

        html.Open("table").Element("caption", caption).Open("thead").Open("tr");
        foreach (string column in columns)
        {
            html.Element("th", column, ("scope", "col"));
        }

        html.Close().Close().Open("tbody");
        foreach (string[] row in shown)
        {
            html.Open("tr").Element("th", row[0], ("scope", "row"));
            foreach (string cell in row.Skip(1))
            {
                html.Element("td", cell);
            }

            html.Close();
        }

        html.Close().Close();
    }

    private string Text(string id) => Sentences.Render(id, [], language);
}
