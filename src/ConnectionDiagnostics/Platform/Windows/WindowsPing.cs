using System.ComponentModel;
using System.Net;
using System.Net.NetworkInformation;

namespace ConnectionDiagnostics.Platform.Windows;

/// <summary>One ICMP echo request through the system's own service for it (<c>IcmpSendEcho2</c>, which .NET's Ping calls), which needs no privilege.</summary>
internal static class WindowsPing
{
    /// <summary>The caller's deadline comes first; this ends what it left behind.</summary>
    private const int LimitMilliseconds = 5000;

    public static async Task<Fact<PingEvidence>> RunAsync(IPAddress address, TimeProvider time, CancellationToken abandoned)
    {
        try
        {
            using var ping = new Ping();
            long start = time.GetTimestamp();
            Task<PingReply> reply = ping.SendPingAsync(address, LimitMilliseconds);
            // Nobody may be left to see how it ends.
            _ = reply.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            PingReply seen = await reply.WaitAsync(abandoned).ConfigureAwait(false);
            TimeSpan elapsed = time.GetElapsedTime(start);
            // IPStatus stands for several codes each, and a failure of this machine's own bears the target's address: no ICMP error is told from it.
            bool answered = seen.Status == IPStatus.Success;
            return Fact<PingEvidence>.Measured(new PingEvidence { Answered = answered, RoundTripTime = answered ? elapsed : null });
        }
        catch (OperationCanceledException)
        {
            return Fact<PingEvidence>.Measured(new PingEvidence { Answered = false });
        }
        catch (Exception exception) when (exception is PingException or Win32Exception or PlatformNotSupportedException or ArgumentException)
        {
            return Fact<PingEvidence>.NotMeasured(FactReason.Failed);
        }
    }
}
