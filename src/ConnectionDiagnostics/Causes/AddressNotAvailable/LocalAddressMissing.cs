using System.Net.Sockets;

namespace ConnectionDiagnostics.Causes.AddressNotAvailable;

/// <summary>The socket was bound to an address that this machine does not have.</summary>
internal sealed class LocalAddressMissing : ICauseRule
{
    public CauseCode Code => CauseCode.LocalAddressMissing;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome != ConnectionOutcome.AddressNotAvailable || evidence.Settings.LocalAddress is not { } local)
        {
            return;
        }

        string[] own = [.. evidence.Environment.Value?.Addresses.Select(address => address.Address.ToString()).Distinct() ?? []];
        (string, object?)[] values = [("local", local), ("own", own)];
        if (evidence.Attempts() is { Count: > 0 } attempts && attempts.All(attempt => attempt.Address.AddressFamily != local.AddressFamily))
        {
            (string, object?)[] families = [("local", local), ("address", attempts[0].Address)];
            scales.Confirm(Message.Of("local-address-missing.summary.family", families), Message.Of("local-address-missing.reason.family", families));
            scales.Remedy(RemedyActor.Client, Message.Of("local-address-missing.remedy.family", families));
        }
        else if (evidence.IsOwnAddress(local))
        {
            scales.RuleOut(Message.Of("local-address-missing.ruled-out", values));
        }
        else if (evidence.Attempts().Any(attempt => attempt is { FailedAtBind: true, Error: SocketError.AddressNotAvailable }))
        {
            scales.Confirm(Message.Of("local-address-missing.summary", values), Message.Of("local-address-missing.reason", values));
            scales.Remedy(RemedyActor.Client, Message.Of("local-address-missing.remedy", values), Commands.ShowAddresses(evidence));
        }
    }
}
