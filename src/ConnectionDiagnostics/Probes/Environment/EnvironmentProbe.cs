using System.Net.NetworkInformation;
using ConnectionDiagnostics.Platform;

namespace ConnectionDiagnostics.Probes.Environment;

/// <summary>This machine: its system, its interfaces and their addresses.</summary>
internal sealed class EnvironmentProbe : IStageProbe
{
    public Stage Stage => Stage.Environment;

    public bool Sends => false;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) =>
        evidence with { Environment = Fact<EnvironmentEvidence>.NotMeasured(reason) };

    public Task<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        var environment = new EnvironmentEvidence
        {
            OperatingSystem = session.System.Kind,
            InContainer = session.System.InContainer(),
            InSubsystemForLinux = session.System.InSubsystemForLinux(),
            IPv6Disabled = session.System.IsIPv6Disabled(),
            Addresses = ReadAddresses(session.System),
        };
        return Task.FromResult(evidence with { Environment = Fact<EnvironmentEvidence>.Measured(environment) });
    }

    private static List<LocalAddress> ReadAddresses(IOperatingSystem system)
    {
        var addresses = new List<LocalAddress>();
        try
        {
            foreach (NetworkInterface networkInterface in NetworkInterface.GetAllNetworkInterfaces())
            {
                // Linux reports loopback and tunnels as "unknown": only an explicit "down" is down.
                bool isUp = networkInterface.OperationalStatus is not (OperationalStatus.Down or OperationalStatus.LowerLayerDown or OperationalStatus.NotPresent);
                bool? isTunnel = system.IsTunnel(networkInterface.Name);
                foreach (UnicastIPAddressInformation information in networkInterface.GetIPProperties().UnicastAddresses)
                {
                    addresses.Add(new LocalAddress
                    {
                        Interface = networkInterface.Name,
                        Address = information.Address,
                        PrefixLength = information.PrefixLength,
                        IsUp = isUp,
                        IsTunnel = isTunnel,
                    });
                }
            }
        }
        catch (Exception exception) when (exception is NetworkInformationException or PlatformNotSupportedException or IOException)
        {
            // Fewer facts: own addresses other than loopback are then not recognised.
        }

        return addresses;
    }
}
