namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>Answers every HTTP request with the same response.</summary>
internal sealed class HttpPeer(HttpResponse response) : IPeer
{
    public async Task ServeAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (await HttpRequest.ReadAsync(connection.Stream, cancellationToken).ConfigureAwait(false) is { } request)
        {
            HttpResponse answer = request.IsHttp ? response : HttpResponse.BadRequest;
            await connection.Stream.WriteAsync(answer.ToBytes(), cancellationToken).ConfigureAwait(false);
            await connection.CloseAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
