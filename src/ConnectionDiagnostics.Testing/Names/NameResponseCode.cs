namespace ConnectionDiagnostics.Testing.Names;

/// <summary>Response codes by their numbers (RFC 1035, section 4.1.1).</summary>
internal enum NameResponseCode
{
    NoError = 0,
    ServerFailure = 2,
    NameError = 3,
    Refused = 5,
}
