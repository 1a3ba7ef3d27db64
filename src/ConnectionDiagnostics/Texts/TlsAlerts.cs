using System.Globalization;

namespace ConnectionDiagnostics.Texts;

/// <summary>TLS alerts by the names of the standard, which is what people search for (RFC 8446, section 6; IANA TLS Alerts).</summary>
internal static class TlsAlerts
{
    public const int HandshakeFailure = 40;
    public const int ProtocolVersion = 70;
    public const int UnrecognizedName = 112;
    public const int CertificateRequired = 116;

    public const int InsufficientSecurity = 71;
    public const int InternalError = 80;
    public const int NoApplicationProtocol = 120;

    /// <summary>Whether a server that has asked for a client certificate means that certificate by the alert, or its absence.</summary>
    public static bool MayMeanCertificate(int alert) => alert is HandshakeFailure or (>= 41 and <= 46) or 48 or 49;

    public static string NameOf(int alert) => alert switch
    {
        0 => "close_notify",
        10 => "unexpected_message",
        20 => "bad_record_mac",
        22 => "record_overflow",
        HandshakeFailure => "handshake_failure",
        41 => "no_certificate",
        42 => "bad_certificate",
        43 => "unsupported_certificate",
        44 => "certificate_revoked",
        45 => "certificate_expired",
        46 => "certificate_unknown",
        47 => "illegal_parameter",
        48 => "unknown_ca",
        49 => "access_denied",
        50 => "decode_error",
        51 => "decrypt_error",
        ProtocolVersion => "protocol_version",
        InsufficientSecurity => "insufficient_security",
        InternalError => "internal_error",
        86 => "inappropriate_fallback",
        90 => "user_canceled",
        109 => "missing_extension",
        110 => "unsupported_extension",
        UnrecognizedName => "unrecognized_name",
        113 => "bad_certificate_status_response",
        115 => "unknown_psk_identity",
        CertificateRequired => "certificate_required",
        NoApplicationProtocol => "no_application_protocol",
        _ => alert.ToString(CultureInfo.InvariantCulture),
    };
}
