using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Platform;

/// <summary>This machine's network interfaces, as .NET lists them.</summary>
internal static class Interfaces
{
    public static NetworkInterface? FindByName(string name) =>
        Array.Find(ReadAll(), networkInterface => string.Equals(networkInterface.Name, name, StringComparison.Ordinal));

    public static NetworkInterface? FindByIndex(int index, AddressFamily family) =>
        Array.Find(ReadAll(), networkInterface => IndexOf(networkInterface, family) == index);

    /// <summary>Whether IPv6 is off, so far as .NET can tell: an address beyond loopback shows that it is on, a missing socket that it is off.</summary>
    public static bool? IsIPv6Disabled()
    {
        if (!Socket.OSSupportsIPv6)
        {
            return true;
        }

        return Array.Exists(ReadAll(), HasIPv6) ? false : null;
    }

    private static bool HasIPv6(NetworkInterface networkInterface)
    {
        try
        {
            return networkInterface.GetIPProperties().UnicastAddresses
                .Any(own => own.Address.AddressFamily == AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(own.Address));
        }
        catch (NetworkInformationException)
        {
            return false;
        }
    }

    private static int IndexOf(NetworkInterface networkInterface, AddressFamily family)
    {
        try
        {
            // .NET throws for a family that an interface does not have: ask first.
            bool isIPv6 = family == AddressFamily.InterNetworkV6;
            if (!networkInterface.Supports(isIPv6 ? NetworkInterfaceComponent.IPv6 : NetworkInterfaceComponent.IPv4))
            {
                return -1;
            }

            IPInterfaceProperties properties = networkInterface.GetIPProperties();
            return isIPv6 ? properties.GetIPv6Properties().Index : properties.GetIPv4Properties().Index;
        }
        catch (Exception exception) when (exception is NetworkInformationException or PlatformNotSupportedException)
        {
            return -1;
        }
    }

    private static NetworkInterface[] ReadAll()
    {
        try
        {
            return NetworkInterface.GetAllNetworkInterfaces();
        }
        catch (Exception exception) when (exception is NetworkInformationException or PlatformNotSupportedException or IOException)
        {
            return [];
        }
    }
}
