using System.Globalization;
using ConnectionDiagnostics;

namespace UnitTesting;

/// <summary>What is tested: asks a price service, tries a second time where that can help, and says in one sentence why it could not.</summary>
internal sealed class PriceClient(IConnectionDiagnoser diagnoser, SocketsHttpHandler handler) : IDisposable
{
    private readonly HttpClient _http = new(new ConnectionDiagnosticsHandler(diagnoser, handler));

    /// <exception cref="PriceServiceException">No connection to the service, or none that speaks HTTP.</exception>
    /// <exception cref="HttpRequestException">The service answered, but not with 200.</exception>
    public async Task<decimal> GetPriceAsync(Uri service, string article, CancellationToken cancellationToken = default)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                string price = await _http.GetStringAsync(new Uri(service, article), cancellationToken);
                return decimal.Parse(price, CultureInfo.InvariantCulture);
            }
            // By the diagnosis, not by the type: a connection that is reset early enough comes out of HttpClient as a bare SocketException.
            catch (Exception exception) when (exception.GetDiagnosis() is { } diagnosis)
            {
                bool mayHeal = ConnectionFailure.Classify(exception).IsTransient;
                if (attempt == 2 || !mayHeal)
                {
                    throw new PriceServiceException(diagnosis, mayHeal, exception);
                }
            }
        }
    }

    public void Dispose() => _http.Dispose();
}
