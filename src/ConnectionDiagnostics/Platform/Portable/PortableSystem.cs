using System.Net;
using System.Net.NetworkInformation;

namespace ConnectionDiagnostics.Platform.Portable;

/// <summary>What .NET tells on every system. Less than a system's own calls: no queues, no processes, no ICMP.</summary>
internal sealed class PortableSystem : IOperatingSystem
{
    public OperatingSystemKind Kind =>
        OperatingSystem.IsWindows() ? OperatingSystemKind.Windows
        : OperatingSystem.IsMacOS() ? OperatingSystemKind.MacOS
        : OperatingSystemKind.Other;

    public string? ReadVariable(string name) => Environment.GetEnvironmentVariable(name);

    public Uri? FindProxy(Uri target) => HttpClientProxy.Find(target);

    public bool? InContainer() =>
        Environment.GetEnvironmentVariable("DOTNET_RUNNING_IN_CONTAINER") is "true" or "1" ? true : null;

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken);

    /// <summary>The computer's own domain, and those that the interfaces were given.</summary>
    public SearchList ReadSearchList()
    {
        try
        {
            IEnumerable<string> domains = NetworkInterface.GetAllNetworkInterfaces()
                .Where(found => found.OperationalStatus == OperationalStatus.Up)
                .Select(found => found.GetIPProperties().DnsSuffix)
                .Prepend(IPGlobalProperties.GetIPGlobalProperties().DomainName);
            return SearchList.None with { Domains = [.. domains.Where(domain => !string.IsNullOrEmpty(domain)).Distinct(StringComparer.OrdinalIgnoreCase)] };
        }
        catch (Exception exception) when (exception is NetworkInformationException or PlatformNotSupportedException or IOException)
        {
            return SearchList.None;
        }
    }

    public Fact<ListenerTable> ReadListeners() => ReadPortableListeners();

    public IReadOnlyList<Listener> WithProcesses(IReadOnlyList<Listener> listeners) => listeners;

    public Task<TcpConnect> ConnectAsync(IPEndPoint endPoint, IPAddress? local, int? timeToLive, TimeProvider time, CancellationToken abandoned) =>
        PortableConnect.RunAsync(endPoint, local, timeToLive, time, abandoned);

    public Fact<ConnectionCensus> CountConnections(IPEndPoint destination) => PortableCensus.Count(destination);

    internal static Fact<ListenerTable> ReadPortableListeners()
    {
        try
        {
            IPEndPoint[] endPoints = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
            Listener[] listeners = [.. endPoints.Select(endPoint => new Listener { Address = endPoint.Address, Port = endPoint.Port }).Order(ListenerOrder.Instance)];
            return Fact<ListenerTable>.Measured(new ListenerTable { Source = "portable", Listeners = listeners });
        }
        catch (Exception exception) when (exception is NetworkInformationException or PlatformNotSupportedException or IOException)
        {
            return Fact<ListenerTable>.NotMeasured(FactReason.Failed);
        }
    }
}
