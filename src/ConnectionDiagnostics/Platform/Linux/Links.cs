using System.Text;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Asks the kernel for an interface (<c>RTM_GETLINK</c>, rtnetlink(7)).</summary>
internal static class Links
{
    private const ushort GetLink = 18;

    /// <summary><c>struct ifinfomsg</c>.</summary>
    private const int BodySize = 16;

    private const ushort Name = 3;

    /// <summary><c>IFNAMSIZ</c>, with the zero at the end.</summary>
    private const int NameSize = 16;

    public static Link? Find(Netlink netlink, int index)
    {
        var request = new NetlinkRequest(GetLink, BodySize);
        System.Runtime.InteropServices.MemoryMarshal.Write(request.Body[4..], in index);
        return Ask(netlink, request);
    }

    public static Link? Find(string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name + '\0');
        if (bytes.Length is < 2 or > NameSize)
        {
            return null;
        }

        using var netlink = Netlink.Open(Netlink.Routing, out _);
        if (netlink is null)
        {
            return null;
        }

        var request = new NetlinkRequest(GetLink, BodySize);
        request.Add(Name, bytes);
        return Ask(netlink, request);
    }

    private static Link? Ask(Netlink netlink, NetlinkRequest request)
    {
        var reader = new LinkReader();
        return netlink.Ask(request, reader).End == NetlinkEnd.Complete ? reader.Link : null;
    }
}
