using ConnectionDiagnostics.Causes;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Tests.Targets;

/// <summary>All that a target lets anybody see.</summary>
internal static class Everything
{
    public static string ShownBy(ConnectionTarget target)
    {
        var evidence = new ConnectionEvidence
        {
            Target = new TargetEvidence
            {
                Text = target.ToString(),
                Scheme = target.Scheme,
                Host = target.Host,
                Port = target.Port,
                Path = target.Path,
                Problem = target.Problem,
            },
            Settings = new SettingsEvidence { Timeout = TimeSpan.FromSeconds(1) },
        };
        Diagnosis diagnosis = DiagnosisBuilder.Build(evidence, target, Catalogue.Rules, Language.English);
        return string.Join('\n',
            target.ToString(), target.Host, target.Path, target.Problem?.ToString(), target.Problem?.Value, diagnosis.ToJson(), diagnosis.ToText(verbose: true));
    }
}
