namespace ConnectionDiagnostics.Causes;

/// <summary>A rule about proxies: it sees the way through the proxy and the direct one, where others see only the way that the connection takes.</summary>
internal interface IProxyRule : ICatalogueRule;
