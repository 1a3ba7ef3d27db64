using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ConnectionDiagnostics.Settings;

/// <summary>What of <see cref="ConnectionDiagnoserOptions"/> can be written in a configuration file.</summary>
internal sealed class DiagnoserSettings
{
    private const int DnsPort = 53;

    public int? MaxConcurrentDiagnoses { get; set; }

    public int? MaxSharedDiagnosesPerMinute { get; set; }

    public IList<string> NameServers { get; set; } = [];

    public static DiagnoserSettings Read(IConfiguration configuration)
    {
        var settings = new DiagnoserSettings();
        configuration.Bind(settings);
        return settings;
    }

    public void ApplyTo(ConnectionDiagnoserOptions options) => RangeGuard.Apply(Set, options, Options.DefaultName);

    private void Set(ConnectionDiagnoserOptions options)
    {
        options.MaxConcurrentDiagnoses = MaxConcurrentDiagnoses ?? options.MaxConcurrentDiagnoses;
        options.MaxSharedDiagnosesPerMinute = MaxSharedDiagnosesPerMinute ?? options.MaxSharedDiagnosesPerMinute;
        foreach (string text in NameServers)
        {
            options.NameServers.Add(ReadNameServer(text));
        }
    }

    /// <summary>The end point first: IPAddress would read <c>[2001:db8::53]:5353</c> too, and drop the port.</summary>
    private static IPEndPoint ReadNameServer(string text) =>
        IPEndPoint.TryParse(text, out IPEndPoint? endPoint) && endPoint.Port > 0 ? endPoint
        : IPAddress.TryParse(text, out IPAddress? address) ? new IPEndPoint(address, DnsPort)
        : throw new OptionsValidationException(
            Options.DefaultName, typeof(ConnectionDiagnoserOptions),
            [$"{nameof(ConnectionDiagnoserOptions)}.{nameof(NameServers)} has '{text}'; it must be an address, with a port where that is not 53: 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:5353."]);
}
