namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>Answers every HTTP request with the same response.</summary>
/// <param name="response">The response.</param>
/// <param name="isOurs">Which requests get it; the others get a 400. <see langword="null"/>: all.</param>
internal sealed class HttpPeer(HttpResponse response, Func<HttpRequest, bool>? isOurs = null) : IPeer
{
    public async Task ServeAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (await HttpRequest.ReadAsync(connection.Stream, cancellationToken).ConfigureAwait(false) is { } request)
        {
            HttpResponse answer = request.IsHttp && (isOurs is null || isOurs(request)) ? response : HttpResponse.BadRequest;
            await connection.Stream.WriteAsync(answer.ToBytes(), cancellationToken).ConfigureAwait(false);
            await connection.CloseAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
