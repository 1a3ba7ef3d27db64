using System.Net.Sockets;
using ConnectionDiagnostics.HostilePeers.Running;

namespace ConnectionDiagnostics.HostilePeers.Torture;

/// <summary>A connection of which chosen reads and writes go wrong.</summary>
internal sealed class TorturedStream(Stream inner, StreamFaults faults, TimeProvider time) : PlainStream
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(700);

    private bool _ended;
    private bool _byteByByte;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        StreamFault? fault = faults.Next(isRead: true);
        if (_ended)
        {
            return 0;
        }

        await BeginAsync(fault, cancellationToken).ConfigureAwait(false);
        if (fault?.Kind == StreamFaultKind.Ends)
        {
            _ended = true;
            return 0;
        }

        _byteByByte |= fault?.Kind == StreamFaultKind.ComesByteByByte;
        int count = await inner.ReadAsync(_byteByByte ? buffer[..Math.Min(1, buffer.Length)] : buffer, cancellationToken).ConfigureAwait(false);
        if (fault?.Kind == StreamFaultKind.IsCut)
        {
            _ended = true;
            return count / 2;
        }

        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        StreamFault? fault = faults.Next(isRead: false);
        await BeginAsync(fault, cancellationToken).ConfigureAwait(false);
        if (fault?.Kind == StreamFaultKind.IsCut)
        {
            await inner.WriteAsync(buffer[..(buffer.Length / 2)], cancellationToken).ConfigureAwait(false);
            throw Wrapped(SocketError.ConnectionReset);
        }

        await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    private static IOException Wrapped(SocketError error) => new($"The transport connection fails: {error}.", new SocketException((int)error));

    private async ValueTask BeginAsync(StreamFault? fault, CancellationToken cancellationToken)
    {
        switch (fault?.Kind)
        {
            case StreamFaultKind.Fails:
                throw Wrapped(fault.Error);
            case StreamFaultKind.FailsBare:
                throw new SocketException((int)fault.Error);
            case StreamFaultKind.IsDisposed:
                throw new ObjectDisposedException(nameof(NetworkStream));
            case StreamFaultKind.IsNotConnected:
                throw new InvalidOperationException("The operation is not allowed on non-connected sockets.");
            case StreamFaultKind.IsDelayed:
                await Task.Delay(Delay, time, cancellationToken).ConfigureAwait(false);
                break;
            case StreamFaultKind.Hangs:
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(false);
                break;
        }
    }
}
