using ConnectionDiagnostics.Wrapping;

namespace ConnectionDiagnostics;

/// <summary>
/// For <see cref="HttpClient"/>: when a request fails because of the connection, the exception goes out as it is, with the diagnosis attached
/// (<see cref="ConnectionDiagnosticsExceptionExtensions.GetDiagnosis"/>). An answer is never touched, whatever its status.
/// </summary>
public sealed class ConnectionDiagnosticsHandler : DelegatingHandler
{
    private readonly IConnectionDiagnoser _diagnoser;
    private readonly ConnectionFailureOptions? _options;

    /// <summary>Makes a handler that is put into a pipeline, which sets <see cref="DelegatingHandler.InnerHandler"/>.</summary>
    /// <param name="diagnoser">The diagnoser.</param>
    /// <param name="options">What happens when a connect fails; the defaults when <see langword="null"/>.</param>
    public ConnectionDiagnosticsHandler(IConnectionDiagnoser diagnoser, ConnectionFailureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(diagnoser);
        _diagnoser = diagnoser;
        _options = options;
    }

    /// <summary>Makes a handler around another one.</summary>
    /// <param name="diagnoser">The diagnoser.</param>
    /// <param name="innerHandler">What sends the requests.</param>
    /// <param name="options">What happens when a connect fails; the defaults when <see langword="null"/>.</param>
    public ConnectionDiagnosticsHandler(IConnectionDiagnoser diagnoser, HttpMessageHandler innerHandler, ConnectionFailureOptions? options = null)
        : base(innerHandler)
    {
        ArgumentNullException.ThrowIfNull(diagnoser);
        _diagnoser = diagnoser;
        _options = options;
    }

    /// <inheritdoc />
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        Task<HttpResponseMessage> sending = base.SendAsync(request, cancellationToken);
        return sending.IsCompletedSuccessfully ? sending : WatchAsync(sending, request, cancellationToken);
    }

    /// <inheritdoc />
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        long begun = FailedConnect.Begin(_options);
        try
        {
            return base.Send(request, cancellationToken);
        }
        catch (Exception exception) when (Watches(exception, request, cancellationToken))
        {
            // A synchronous caller has no other way; on a thread of the pool no context can be waited for in a circle.
            Task.Run(() => Failed(exception, request).AttachAsync(cancellationToken), CancellationToken.None).GetAwaiter().GetResult();
            throw;
        }
        catch (OperationCanceledException exception) when (IsCancelledLate(request, begun, cancellationToken))
        {
            Failed(exception, request, ofOrigin: true).ExplainAfterwards();
            throw;
        }
    }

    private async Task<HttpResponseMessage> WatchAsync(Task<HttpResponseMessage> sending, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        long begun = FailedConnect.Begin(_options);
        try
        {
            return await sending.ConfigureAwait(false);
        }
        catch (Exception exception) when (Watches(exception, request, cancellationToken))
        {
            await Failed(exception, request).AttachAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }
        catch (OperationCanceledException exception) when (IsCancelledLate(request, begun, cancellationToken))
        {
            Failed(exception, request, ofOrigin: true).ExplainAfterwards();
            throw;
        }
    }

    /// <summary>
    /// What ends while an answer is read is no failure to connect, and neither is the caller's own cancellation. A status with an error of the
    /// tunnel is the proxy's answer to CONNECT: the server was not reached.
    /// </summary>
    private static bool Watches(Exception exception, HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.RequestUri is { IsAbsoluteUri: true }
        && exception is not HttpRequestException { StatusCode: not null, HttpRequestError: not HttpRequestError.ProxyTunnelError }
        && FailedConnect.IsOne(exception, cancellationToken);

    private bool IsCancelledLate(HttpRequestMessage request, long begun, CancellationToken cancellationToken) =>
        request.RequestUri is { IsAbsoluteUri: true } && FailedConnect.WasCancelledLate(begun, _options, cancellationToken);

    /// <param name="exception">What it failed with.</param>
    /// <param name="request">The request.</param>
    /// <param name="ofOrigin">
    /// Whether the server's start page will do: a server that merely took long for this very request is not to be given it once more.
    /// </param>
    private FailedConnect Failed(Exception exception, HttpRequestMessage request, bool ofOrigin = false)
    {
        var target = ConnectionTarget.FromUri(ofOrigin ? new Uri(request.RequestUri!, "/") : request.RequestUri!);
        // The name in TLS is that of the Host header, where the request has one.
        string? host = request.Headers.Host is { } header && Uri.TryCreate($"http://{header}", UriKind.Absolute, out Uri? named) ? named.IdnHost : null;
        var settings = new ClientSettings { Proxy = ClientProxies.Of(InnerHandler, request.RequestUri!), TlsServerName = host };
        return new FailedConnect(_diagnoser, target, exception, _options, settings);
    }
}
