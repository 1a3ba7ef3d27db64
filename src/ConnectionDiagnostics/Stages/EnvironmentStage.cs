using System.Net;

namespace ConnectionDiagnostics.Stages;

internal static class EnvironmentStage
{
    public static StageLine Tell(ConnectionEvidence evidence)
    {
        if (evidence.Environment.Value is not { } environment)
        {
            return StageLine.NotMeasured(evidence.Environment);
        }

        if (evidence.ListenersOnPort() is { } listeners)
        {
            return StageLine.Passed(TellListeners(listeners, evidence.Target.Port));
        }

        string[] names = [.. environment.Addresses.Where(address => address.IsUp && !IPAddress.IsLoopback(address.Address))
            .Select(address => address.Interface).Distinct()];
        return names.Length > 0
            ? StageLine.Passed(Message.Of("stage.environment.interfaces", ("interfaces", names)))
            : StageLine.Warned(Message.Of("stage.environment.loopback-only"));
    }

    private static Message TellListeners(IReadOnlyList<Listener> listeners, int port) => listeners.Count == 0
        ? Message.Of("stage.environment.no-listener", ("port", port))
        : Message.Of("stage.environment.listeners", ("listeners", listeners.Select(Describe).ToArray()));

    private static string Describe(Listener listener)
    {
        var endPoint = new IPEndPoint(listener.Address, listener.Port);
        string queue = listener.IsQueueFull ? $" [Recv-Q {listener.QueueLength}, Send-Q {listener.QueueLimit}]" : "";
        return listener.Process is { } process ? $"{endPoint} {process}{queue}" : $"{endPoint}{queue}";
    }
}
