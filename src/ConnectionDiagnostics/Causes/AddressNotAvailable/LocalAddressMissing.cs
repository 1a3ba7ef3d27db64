using System.Net.Sockets;

namespace ConnectionDiagnostics.Causes.AddressNotAvailable;

/// <summary>The socket was bound to an address that this machine does not have.</summary>
internal sealed class LocalAddressMissing : ICatalogueRule
{
    public CauseCode Code => CauseCode.LocalAddressMissing;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        .. KnownErrors.NoLocalAddress,
        KnownErrors.DotNet("System.Net.Sockets.SocketException (10049): The requested address is not valid in its context."),
        KnownErrors.Curl("curl: (45) bind failed with errno 99: Cannot assign requested address"),
        KnownErrors.Node("Error: bind EADDRNOTAVAIL …"),
    ];

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
        else if (evidence.IsOwnAddress(local) && local.AddressFamily == AddressFamily.InterNetworkV6 && FailedAtBind(evidence))
        {
            // The interface has it and the system does not let it be used: no bind before duplicate address detection has ended well (RFC 4862, section 5.4).
            scales.Consider(Prior.Usual, Message.Of("local-address-missing.summary.duplicate", values));
            scales.For(Strength.Strong, Message.Of("local-address-missing.reason.duplicate", values));
            scales.Remedy(RemedyActor.Client, Message.Of("local-address-missing.remedy.duplicate", values), Commands.ShowAddresses(evidence));
        }
        else if (evidence.IsOwnAddress(local))
        {
            scales.RuleOut(Message.Of("local-address-missing.ruled-out", values));
        }
        else if (FailedAtBind(evidence))
        {
            scales.Confirm(Message.Of("local-address-missing.summary", values), Message.Of("local-address-missing.reason", values));
            scales.Remedy(RemedyActor.Client, Message.Of("local-address-missing.remedy", values), Commands.ShowAddresses(evidence));
        }
    }

    private static bool FailedAtBind(ConnectionEvidence evidence) =>
        evidence.Attempts().Any(attempt => attempt is { FailedAtBind: true, Error: SocketError.AddressNotAvailable });
}
