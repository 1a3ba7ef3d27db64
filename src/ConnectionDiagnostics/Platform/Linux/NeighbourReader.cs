using System.Net;
using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Reads the kernel's answer to the question for a neighbour (<c>RTM_NEWNEIGH</c>, rtnetlink(7)), or finds it in a list of all.</summary>
internal sealed class NeighbourReader(IPAddress address, int interfaceIndex) : INetlinkReader
{
    private const ushort NewNeighbour = 28;

    /// <summary><c>struct ndmsg</c>.</summary>
    private const int HeaderSize = 12;

    private const int AttributeDestination = 1;
    private const int AttributeCacheInfo = 3;

    /// <summary><c>USER_HZ</c>: what the kernel shows to programs as ticks is hundredths of a second on every architecture that .NET knows.</summary>
    private const int TicksPerSecond = 100;

    private readonly byte[] _address = address.GetAddressBytes();

    /// <summary>The state; <see langword="null"/> until the neighbour was read.</summary>
    public LinkNeighbourState? State { get; private set; }

    public TimeSpan? ConfirmedAgo { get; private set; }

    public void Read(ushort type, ReadOnlySpan<byte> message)
    {
        if (type != NewNeighbour || message.Length < HeaderSize || (interfaceIndex > 0 && MemoryMarshal.Read<int>(message[4..]) != interfaceIndex))
        {
            return;
        }

        bool found = false;
        TimeSpan? confirmedAgo = null;
        var attributes = new NetlinkAttributes(message[HeaderSize..]);
        while (attributes.Next())
        {
            found |= attributes.Type == AttributeDestination && attributes.Value.SequenceEqual(_address);
            confirmedAgo = attributes.Type == AttributeCacheInfo && attributes.Number is { } ticks
                ? TimeSpan.FromTicks((uint)ticks * (TimeSpan.TicksPerSecond / TicksPerSecond))
                : confirmedAgo;
        }

        if (found)
        {
            State = ToState(MemoryMarshal.Read<ushort>(message[8..]));
            ConfirmedAgo = HasAnswered(State.Value) ? confirmedAgo : null;
        }
    }

    /// <summary><c>NUD_…</c> (linux/neighbour.h).</summary>
    private static LinkNeighbourState ToState(ushort state) => state switch
    {
        0x01 => LinkNeighbourState.Incomplete,
        0x02 => LinkNeighbourState.Reachable,
        0x04 => LinkNeighbourState.Stale,
        0x08 => LinkNeighbourState.Delay,
        0x10 => LinkNeighbourState.Probe,
        0x20 => LinkNeighbourState.Failed,
        0x40 or 0x80 => LinkNeighbourState.Fixed,
        _ => LinkNeighbourState.Absent,
    };

    /// <summary>
    /// A new entry begins with a confirmation made up a minute back (___neigh_create in net/core/neighbour.c); of one that has never
    /// answered, or needs no answer, the time says nothing.
    /// </summary>
    private static bool HasAnswered(LinkNeighbourState state) =>
        state is LinkNeighbourState.Reachable or LinkNeighbourState.Stale or LinkNeighbourState.Delay or LinkNeighbourState.Probe;
}
