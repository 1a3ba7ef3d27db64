using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace ConnectionDiagnostics.Testing.Ports;

/// <summary>What a client meets when it connects. Disposing gives the port back and ends everything behind it.</summary>
internal interface IPort : IAsyncDisposable
{
    IPEndPoint EndPoint { get; }

    int AcceptedConnections => 0;

    X509Certificate2? TrustAnchor => null;
}
