using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Reads the kernel's answer to the question for an interface (<c>RTM_NEWLINK</c>, rtnetlink(7)).</summary>
internal sealed class LinkReader : INetlinkReader
{
    private const ushort NewLink = 16;

    /// <summary><c>struct ifinfomsg</c>.</summary>
    private const int HeaderSize = 16;

    private const int AttributeName = 3;
    private const int AttributeMaster = 10;
    private const int AttributeInfo = 18;
    private const int AttributeKind = 1;

    /// <summary>The interface; <see langword="null"/> until one was read.</summary>
    public Link? Link { get; private set; }

    public void Read(ushort type, ReadOnlySpan<byte> message)
    {
        if (type != NewLink || message.Length < HeaderSize)
        {
            return;
        }

        var link = new Link { HardwareType = MemoryMarshal.Read<ushort>(message[2..]), Flags = MemoryMarshal.Read<uint>(message[8..]) };
        var attributes = new NetlinkAttributes(message[HeaderSize..]);
        while (attributes.Next())
        {
            link = attributes.Type switch
            {
                AttributeName => link with { Name = attributes.Text },
                AttributeMaster => link with { HasMaster = attributes.Number > 0 },
                AttributeInfo => link with { Kind = ReadKind(attributes.Value) },
                _ => link,
            };
        }

        Link = link;
    }

    private static string? ReadKind(ReadOnlySpan<byte> info)
    {
        var attributes = new NetlinkAttributes(info);
        while (attributes.Next())
        {
            if (attributes.Type == AttributeKind)
            {
                return attributes.Text;
            }
        }

        return null;
    }
}
