namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>As much of a mail server as a client sees before it has any mail (RFC 5321, section 4.1.1).</summary>
internal static class SmtpAnswers
{
    public static IPeer Server { get; } = new LinePeer("220 mail.example ESMTP", To, goodbye: "QUIT");

    private static string To(string line) => line.Split(' ')[0].ToUpperInvariant() switch
    {
        "EHLO" or "HELO" => "250 mail.example",
        "NOOP" => "250 2.0.0 OK",
        "QUIT" => "221 2.0.0 Bye",
        _ => "500 5.5.1 Command unrecognized",
    };
}
