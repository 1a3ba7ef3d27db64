using System.Net.Sockets;

namespace ConnectionDiagnostics.Causes.TimedOut;

/// <summary>The client has no route to the address.</summary>
internal sealed class NoRoute : ICauseRule
{
    public CauseCode Code => CauseCode.NoRoute;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome != ConnectionOutcome.Unreachable
            || evidence.Routes.Value?.Routes is not [var missing, ..] routes || !routes.All(route => route.Error == SocketError.NetworkUnreachable))
        {
            return;
        }

        // A route would not make a server of a group or a reserved address: wrong-host tells it.
        if (routes.Any(route => route.Scope is AddressScope.Multicast or AddressScope.Reserved))
        {
            return;
        }

        // Without any interface up, the missing network is the cause of the missing route.
        if (evidence.HasNetwork() == false)
        {
            return;
        }

        (string, object?)[] values = [("address", missing.Address)];
        if (evidence.HasNetwork() == true)
        {
            scales.Confirm(Message.Of("no-route.summary", values), Message.Of("no-route.reason", values));
        }
        else
        {
            // The interfaces could not be read: all of them may be down.
            scales.Consider(Prior.Usual, Message.Of("no-route.summary", values));
            scales.For(Strength.Strong, Message.Of("no-route.reason", values));
        }

        scales.Remedy(RemedyActor.Client, Message.Of("no-route.remedy", values), Commands.ShowRoutes(evidence));
    }
}
