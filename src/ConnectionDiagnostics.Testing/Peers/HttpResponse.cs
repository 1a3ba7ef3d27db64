using System.Net;
using System.Text;

namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>A response of an HTTP/1.1 server that closes afterwards (RFC 9112).</summary>
internal sealed class HttpResponse
{
    public static HttpResponse BadRequest { get; } = new() { Status = (int)HttpStatusCode.BadRequest };

    public required int Status { get; init; }

    public string Body { get; init; } = "";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public byte[] ToBytes()
    {
        var head = new StringBuilder($"HTTP/1.1 {Status} {Reason(Status)}\r\n");
        foreach ((string name, string value) in Headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        byte[] body = Encoding.UTF8.GetBytes(Body);
        // 1xx, 204 and 304 have neither a body nor its length (RFC 9110, sections 6.4.1 and 8.6), and 1xx do not end the connection.
        bool hasBody = Status is >= 200 and not (204 or 304);
        head.Append(hasBody ? $"Content-Length: {body.Length}\r\n" : "").Append(Status >= 200 ? "Connection: close\r\n" : "").Append("\r\n");
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. hasBody ? body : []];
    }

    /// <summary>Words for people (RFC 9110, section 15); none is fine too.</summary>
    private static string Reason(int status) => status switch
    {
        200 => "OK",
        301 => "Moved Permanently",
        302 => "Found",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        407 => "Proxy Authentication Required",
        426 => "Upgrade Required",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "",
    };
}
