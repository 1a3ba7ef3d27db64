using System.CommandLine;
using System.Globalization;
using System.Net;

namespace ConnectionDiagnostics.Tool;

/// <summary><c>conndiag TARGET</c>: diagnoses one target.</summary>
internal static class DiagnoseCommand
{
    public static void AddTo(RootCommand root, ToolConsole console)
    {
        var target = new Argument<string>("target")
        {
            Description = "host:port, or scheme://host:port/path: tcp, tls, http, https, ws, wss, redis, postgres, mysql, amqp, mqtt, smtp, ssh, …",
        };
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output and nothing else." };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "All reasons and all stages." };
        Option<CultureInfo?> language = ToolLanguage.CreateOption();
        var timeout = new Option<TimeSpan>("--timeout")
        {
            Description = "The time for everything, like 10s, 500ms or 1m.",
            DefaultValueFactory = _ => DiagnosisRequest.DefaultTimeout,
            CustomParser = ArgumentParsers.Duration,
        };
        var expected = new Option<IPNetwork[]>("--expect-address")
        {
            Description = "An address or network (CIDR) that the name should resolve to; may be repeated.",
            CustomParser = ArgumentParsers.Networks,
            DefaultValueFactory = _ => [],
        };
        var local = new Option<IPAddress?>("--local-address")
        {
            Description = "The local address to connect from, as the application binds it.",
            CustomParser = ArgumentParsers.Address,
        };
        var proxy = new Option<ConnectionProxy>("--proxy")
        {
            Description = "The proxy to go through: none, or http://, https://, socks4://, socks4a://, socks5:// or socks5h:// with host and port. Without it: what .NET's HTTP client would use.",
            CustomParser = ArgumentParsers.Proxy,
            DefaultValueFactory = _ => ConnectionProxy.Automatic,
        };
        var depth = new Option<DiagnosisDepth>("--depth")
        {
            Description = "passive sends nothing; normal is the default; thorough also asks every name server and those responsible for the zone.",
            DefaultValueFactory = _ => DiagnosisDepth.Normal,
            CustomParser = ArgumentParsers.Depth,
        };
        var saveEvidence = new Option<FileInfo?>("--save-evidence")
        {
            Description = "Writes what was seen to a file, for a ticket or for 'conndiag replay'. It holds no secrets.",
        };
        Option<FileInfo?> html = ReportFile.CreateOption();

        root.Add(target);
        root.Add(json);
        root.Add(verbose);
        root.Add(language);
        root.Add(timeout);
        root.Add(expected);
        root.Add(local);
        root.Add(proxy);
        root.Add(depth);
        root.Add(html);
        root.Add(saveEvidence);
        root.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new DiagnosisRequest
            {
                Target = ConnectionTarget.ParseOrInvalid(parsed.GetValue(target)),
                Timeout = parsed.GetValue(timeout),
                ExpectedAddresses = parsed.GetValue(expected) ?? [],
                LocalAddress = parsed.GetValue(local),
                Proxy = parsed.GetValue(proxy) ?? ConnectionProxy.Automatic,
                Depth = parsed.GetValue(depth),
                Culture = parsed.GetValue(language) ?? ToolLanguage.OfSystem(),
            };
            Diagnosis diagnosis = await DiagnoseAsync(request, cancellationToken).ConfigureAwait(false);
            int status = DiagnosisOutput.Write(diagnosis, parsed.GetValue(json), parsed.GetValue(verbose), console);
            bool saved = ReportFile.Write(parsed.GetValue(html), "the report", diagnosis.ToHtml, console)
                & ReportFile.Write(parsed.GetValue(saveEvidence), "the evidence", () => EvidenceFile.ToJson(diagnosis.Evidence), console);
            return saved ? status : ExitCodes.Usage;
        });
    }

    private static async Task<Diagnosis> DiagnoseAsync(DiagnosisRequest request, CancellationToken cancellationToken)
    {
        var diagnoser = new ConnectionDiagnoser();
        await using (diagnoser.ConfigureAwait(false))
        {
            return await diagnoser.DiagnoseAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }
}
