using System.Net.Sockets;

namespace ConnectionDiagnostics.Fuzz.Targets;

/// <summary>A peer that says its bytes in pieces, and then closes, resets, or says nothing more.</summary>
internal sealed class PeerStream(byte[] bytes, ByteGrammar grammar) : Stream
{
    private readonly int _ending = grammar.Random.Next(3);
    private readonly int _piece = grammar.Pick(1, 2, 7, 64, 1460, 1 << 20);
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_at == bytes.Length)
        {
            return _ending switch
            {
                0 => ValueTask.FromResult(0),
                1 => ValueTask.FromException<int>(new IOException("reset", new SocketException((int)SocketError.ConnectionReset))),
                _ => SilenceAsync(cancellationToken),
            };
        }

        int count = Math.Min(Math.Min(buffer.Length, _piece), bytes.Length - _at);
        bytes.AsMemory(_at, count).CopyTo(buffer);
        _at += count;
        return ValueTask.FromResult(count);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static async ValueTask<int> SilenceAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return 0;
    }
}
