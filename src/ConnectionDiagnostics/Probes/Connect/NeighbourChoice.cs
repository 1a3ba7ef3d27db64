using ConnectionDiagnostics.Targets;

namespace ConnectionDiagnostics.Probes.Connect;

/// <summary>Which of this machine's listeners to ask. Few, the likeliest first, and none that surely speaks something else.</summary>
internal static class NeighbourChoice
{
    public static IReadOnlyList<Listener> Choose(ConnectionEvidence evidence, ConnectionTarget target, int count)
    {
        // A listener on the dialled port, on whatever address, explains the refusal better than any other port could.
        if (evidence.ListenersOnPort() is { Count: > 0 } onPort)
        {
            return [.. onPort.Take(count)];
        }

        HashSet<int> usual = [.. TargetScheme.UsualPorts(target.SchemeInfo)];
        return [.. (evidence.Listeners.Value?.Listeners ?? [])
            .Where(listener => listener.Port != target.Port && evidence.Attempts().Any(attempt => listener.Serves(attempt.Address) == true))
            .DistinctBy(listener => listener.Port)
            .Where(listener => usual.Contains(listener.Port) || !SpeaksSomethingElse(listener.Port, target))
            .OrderByDescending(listener => usual.Contains(listener.Port))
            .ThenBy(listener => PortDistance.Between(listener.Port, target.Port))
            .ThenBy(listener => Math.Abs(listener.Port - target.Port))
            .Take(count)];
    }

    /// <summary>A database does not like to be spoken to in HTTP, and its port says well enough what it is.</summary>
    private static bool SpeaksSomethingElse(int port, ConnectionTarget target) =>
        TargetScheme.UsualProtocol(port) is { } usual && usual != target.SchemeInfo.Protocol
        && !(usual is WireProtocol.Http or WireProtocol.WebSocket && target.SchemeInfo.SendsPath);
}
