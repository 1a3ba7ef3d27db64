using System.Net.Sockets;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Stages;

internal static class RouteStage
{
    public static StageLine Tell(ConnectionEvidence evidence)
    {
        if (evidence.Routes.Value is not { Routes: { Count: > 0 } routes })
        {
            return StageLine.NotMeasured(evidence.Routes);
        }

        RouteToAddress shown = routes.FirstOrDefault(route => route.Address.Equals(evidence.Connect.Value?.ConnectedAddress)) ?? routes[0];
        if (shown.IsOwn)
        {
            return StageLine.Passed(Message.Of(
                shown.Interface is null ? "stage.route.own" : "stage.route.own-interface",
                ("address", shown.Address), ("interface", shown.Interface)));
        }

        return shown.Error == SocketError.Success
            ? StageLine.Passed(Message.Of("stage.route.source", ("address", shown.Address), ("source", shown.SourceAddress)))
            : StageLine.Failed(Message.Of("stage.route.none", ("address", shown.Address), ("error", ErrorNames.Of(shown.Error))));
    }
}
