namespace ConnectionDiagnostics.Servers.Running;

/// <param name="Chain">The certificate in PEM.</param>
/// <param name="Key">Its key in PEM.</param>
/// <param name="Both">Both in one file.</param>
internal sealed record CertificateFiles(string Chain, string Key, string Both);
