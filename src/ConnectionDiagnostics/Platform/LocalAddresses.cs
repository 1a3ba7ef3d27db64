using System.Net.NetworkInformation;

namespace ConnectionDiagnostics.Platform;

/// <summary>The addresses of this machine's interfaces, as .NET lists them.</summary>
internal static class LocalAddresses
{
    public static IReadOnlyList<LocalAddress> Read(IOperatingSystem system)
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
