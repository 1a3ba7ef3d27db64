using System.Security.Cryptography;
using System.Text;

namespace ConnectionDiagnostics.Reports;

/// <summary>How the HTML report looks: on a light and a dark screen, on a narrow one, and on paper.</summary>
internal static class HtmlStyle
{
    /// <summary>With the line ends that a browser sees when it computes the digest.</summary>
    public static readonly string Css =
        """

        :root { color-scheme: light dark; --paper: #fff; --ink: #1c2127; --faint: #5b6570; --rule: #dfe3e8; --tint: #f4f6f8; --bad: #b42318; --good: #1a7f37; --warn: #8a5a00; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #15181c; --ink: #e4e8ec; --faint: #9aa5b1; --rule: #333a42; --tint: #1e2329; --bad: #ff8a80; --good: #6fd08c; --warn: #f0b95a; }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 2rem 1.5rem 3rem; max-width: 66rem; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans SC", sans-serif; overflow-wrap: anywhere; }
        header { border-left: .35rem solid; padding-left: 1rem; margin-bottom: 2rem; }
        header.bad { border-color: var(--bad); } header.good { border-color: var(--good); } header.warn { border-color: var(--warn); }
        h1 { font-size: 1.5rem; line-height: 1.3; margin: 0; font-weight: 650; }
        h1 small { display: block; font-size: 1.1rem; font-weight: 500; }
        .bad h1 small { color: var(--bad); } .good h1 small { color: var(--good); } .warn h1 small { color: var(--warn); }
        h2 { font-size: 1.1rem; margin: 2.2rem 0 .6rem; font-weight: 650; }
        h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; font-weight: 600; }
        p { margin: .3rem 0; } ul, ol { margin: .3rem 0; padding-left: 1.3rem; } li { margin: .25rem 0; }
        .faint, footer, caption { color: var(--faint); font-size: .875rem; }
        .label { color: var(--faint); font-size: .875rem; white-space: nowrap; }
        .split { display: grid; grid-template-columns: minmax(0, 1fr) 20rem; gap: 0 3rem; }
        .split section:first-child h2, .split > section h2 { margin-top: 0; }
        .cause { border-top: 1px solid var(--rule); padding: .6rem 0; } .cause h3 { margin: 0; } .cause:first-of-type { border-top: 0; padding-top: 0; }
        code, pre { font: .875rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
        pre { margin: .3rem 0; padding: .5rem .7rem; background: var(--tint); border-radius: .3rem; white-space: pre-wrap; overflow-wrap: anywhere; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; margin: .4rem 0 1.4rem; }
        caption { text-align: left; padding-bottom: .3rem; color: var(--ink); font-weight: 600; font-size: 1rem; }
        th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-top: 1px solid var(--rule); unicode-bidi: isolate; }
        thead th { border-top: 0; white-space: nowrap; color: var(--faint); font-weight: 500; font-size: .8rem; } tbody th { font-weight: 600; white-space: nowrap; }
        .number, .status { white-space: nowrap; font-variant-numeric: tabular-nums; } .actor::first-letter { text-transform: uppercase; }
        .failed { color: var(--bad); } .warned { color: var(--warn); } .passed { color: var(--good); } .skipped { color: var(--faint); }
        .bar { display: block; margin-top: .4rem; } .bar rect { fill: var(--faint); } .bar rect.track { fill: var(--rule); } .bar rect.failed { fill: var(--bad); } .bar rect.warned { fill: var(--warn); }
        svg.path { overflow: visible; } svg text { fill: var(--ink); font-size: 13px; } svg .title { font-size: 14px; font-weight: 600; }
        svg .detail { fill: var(--faint); } svg text.failed, svg text.broken { fill: var(--bad); } svg text.unseen { fill: var(--faint); }
        svg .way { fill: none; stroke: var(--faint); stroke-width: 2; } svg .unseen { stroke-dasharray: 3 4; } svg .aside { stroke-dasharray: 1 3; }
        svg .station { fill: var(--paper); stroke: var(--faint); stroke-width: 2; } svg .station.reached { fill: var(--good); stroke: var(--good); } svg .station.failed { fill: var(--bad); stroke: var(--bad); }
        svg .mark { fill: none; stroke: var(--paper); stroke-width: 2; stroke-linecap: round; } svg .mark.broken { stroke: var(--bad); stroke-width: 2.5; }
        svg text.unseen, svg text.title { stroke: none; }
        details { margin: 1rem 0; } summary { cursor: pointer; font-weight: 600; }
        footer { margin-top: 2.5rem; border-top: 1px solid var(--rule); padding-top: .8rem; }
        @media (max-width: 52rem) { .split { display: block; } .split > section h2 { margin-top: 2.2rem; } body { padding: 1.2rem 1rem 2rem; } }
        @media (max-width: 36rem) { table { font-size: .82rem; } th, td { padding-right: .5rem; } tbody th { white-space: normal; } thead th, tbody th, .number, .status { overflow-wrap: normal; } .wide { display: none; } .tables table { display: block; overflow-x: auto; } }
        @media print {
          :root { --paper: #fff; --ink: #000; --faint: #444; --rule: #bbb; --tint: #fff; --bad: #a01010; --good: #0a5d22; --warn: #6b4600; }
          body { padding: 0; max-width: none; font-size: 10pt; } details { display: none; } pre { border: 1px solid var(--rule); }
          .cause, li, tr, svg { break-inside: avoid; } h2, h3, caption { break-after: avoid; } .split { display: grid; gap: 0 2rem; }
          svg, header { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        }

        """.ReplaceLineEndings("\n");

    /// <summary>Nothing is loaded, nothing is run, nothing is sent; of styles only this one, by its digest (Content Security Policy Level 3, section 2.3).</summary>
    public static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'; base-uri 'none'; form-action 'none'";
}
