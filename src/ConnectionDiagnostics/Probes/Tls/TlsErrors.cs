namespace ConnectionDiagnostics.Probes.Tls;

/// <summary>What the system's TLS says in its exceptions.</summary>
internal static class TlsErrors
{
    // OpenSSL packs library and reason into one number (err.h, ERR_PACK): 20 is its TLS part, and its reasons from 1000 on are alerts of the
    // peer (sslerr.h, SSL_AD_REASON_OFFSET). .NET hands the number on as the exception's code.
    private const int ReasonBits = 23;
    private const int TlsLibrary = 20;
    private const int AlertOffset = 1000;

    /// <summary>The alert of the peer that an exception tells of; <see langword="null"/> where it tells of none, or the system's TLS is not OpenSSL.</summary>
    public static int? AlertIn(Exception exception)
    {
        for (Exception? current = exception; current is not null; current = current.InnerException)
        {
            int reason = current.HResult & ((1 << ReasonBits) - 1);
            if (current.HResult >> ReasonBits == TlsLibrary && reason is >= AlertOffset and <= AlertOffset + byte.MaxValue)
            {
                return reason - AlertOffset;
            }
        }

        return null;
    }

    /// <summary>The words of the innermost exception, which has the most of them.</summary>
    public static string Describe(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception.Message;
    }
}
