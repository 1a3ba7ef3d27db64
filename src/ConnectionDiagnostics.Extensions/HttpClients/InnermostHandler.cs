using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace ConnectionDiagnostics.HttpClients;

/// <summary>Puts the handler next to the one that connects.</summary>
internal static class InnermostHandler
{
    public static void Add(HttpMessageHandlerBuilder builder)
    {
        // Asked for twice, for all clients and for this one, it is there once.
        if (builder.AdditionalHandlers.OfType<ConnectionDiagnosticsHandler>().Any())
        {
            return;
        }

        builder.AdditionalHandlers.Add(new ConnectionDiagnosticsHandler(
            builder.Services.GetRequiredService<IConnectionDiagnoser>(),
            builder.Services.GetRequiredService<IOptionsMonitor<ConnectionFailureOptions>>().Get(builder.Name ?? Options.DefaultName)));
    }
}
