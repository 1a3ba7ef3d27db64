namespace ConnectionDiagnostics.Stages;

/// <summary>A chain of certificates in few words: <c>server.example ← Example CA ← [Example Root]</c>, in brackets what the server did not send.</summary>
internal static class CertificateChain
{
    /// <summary>Longer ones are in the evidence.</summary>
    private const int MaxShown = 5;

    private const string CommonName = "CN=";

    public static string Describe(IReadOnlyList<CertificateEvidence> certificates)
    {
        if (certificates.Count == 0)
        {
            return "";
        }

        var shown = new List<string> { NameOf(certificates[0].Subject) };
        CertificateEvidence last = certificates[0];
        while (!last.IsSelfSigned && shown.Count < MaxShown)
        {
            CertificateEvidence? issuer = certificates.FirstOrDefault(certificate => certificate.Subject == last.Issuer);
            shown.Add(issuer is null ? $"[{NameOf(last.Issuer)}]" : NameOf(issuer.Subject));
            if (issuer is null)
            {
                break;
            }

            last = issuer;
        }

        return string.Join(" ← ", shown);
    }

    /// <summary>The common name where there is one (RFC 4514); hostile ones are cut short.</summary>
    private static string NameOf(string distinguishedName)
    {
        const int MaxLength = 64;
        string name = Array.Find(distinguishedName.Split(", "), part => part.StartsWith(CommonName, StringComparison.Ordinal))?[CommonName.Length..] ?? distinguishedName;
        return name.Length <= MaxLength ? name : string.Concat(name.AsSpan(0, MaxLength - 1), "…");
    }
}
