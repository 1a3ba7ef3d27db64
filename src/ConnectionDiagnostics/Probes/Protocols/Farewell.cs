using System.Net.Sockets;
using ConnectionDiagnostics.Platform;

namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>Ends a connection as a client does who has nothing more to say: with a FIN, and not with the reset that closing over unread bytes gives.</summary>
internal static class Farewell
{
    /// <summary>What <see cref="Conversation"/> leaves of 64 KiB.</summary>
    private const int MaxDrained = 16 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);

    public static async Task SayAsync(Socket socket, IOperatingSystem system, TimeProvider time)
    {
        try
        {
            // Before the shutdown: of a socket that has ended its side there is no stream any more.
            Stream rest = system.OpenStream(socket);
            await using (rest.ConfigureAwait(false))
            {
                socket.Shutdown(SocketShutdown.Send);
                using var limit = new CancellationTokenSource(Limit, time);
                byte[] buffer = new byte[4096];
                int drained = 0;
                int count;
                do
                {
                    count = await rest.ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, MaxDrained - drained)), limit.Token).ConfigureAwait(false);
                    drained += count;
                }
                while (count > 0 && drained < MaxDrained);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // The peer was quicker, or does not end its side: then the system closes as it can.
        }
    }
}
