using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Probes.Names;

/// <summary>Whether a name server that did not answer is there at all: asked for <c>localhost</c>, which it answers without asking anybody (RFC 6761, section 6.3).</summary>
internal static class NameServerPulse
{
    private const int MaxAnswer = 512;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>Header with recursion desired and one question (RFC 1035, section 4.1): localhost, A, IN. The identifier comes first.</summary>
    private static readonly byte[] Question = [0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 9, .. "localhost"u8, 0, 0, 1, 0, 1];

    /// <summary>Whether anything came back, and what the system said when nothing can.</summary>
    public static async Task<(bool IsThere, SocketError Error)> FeelAsync(IPEndPoint server, ProbeSession session, CancellationToken cancellationToken)
    {
        using Deadline deadline = session.StartDeadline(session.Share(0.1, Limit), cancellationToken);
        byte[] question = [.. Question];
        Random.Shared.NextBytes(question.AsSpan(0, 2));
        byte[] answer = new byte[MaxAnswer];
        try
        {
            using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            // Connected, so that the system hands on an ICMP error, and only what comes from there.
            await socket.ConnectAsync(server, deadline.Token).ConfigureAwait(false);
            await socket.SendAsync(question, SocketFlags.None, deadline.Token).ConfigureAwait(false);
            int count = await socket.ReceiveAsync(answer, SocketFlags.None, deadline.Token).ConfigureAwait(false);
            return (count >= 2 && answer.AsSpan(0, 2).SequenceEqual(question.AsSpan(0, 2)), SocketError.Success);
        }
        catch (SocketException exception)
        {
            return (false, exception.SocketErrorCode);
        }
        catch (OperationCanceledException)
        {
            return (false, SocketError.TimedOut);
        }
    }
}
