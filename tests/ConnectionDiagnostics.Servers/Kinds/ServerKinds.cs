namespace ConnectionDiagnostics.Servers.Kinds;

/// <summary>All kinds of servers.</summary>
internal static class ServerKinds
{
    public static IReadOnlyList<ServerKind> All { get; } =
    [
        .. Nginx.Kinds,
        .. OtherWebServers.Kinds,
        .. KestrelServers.Kinds,
        .. Gateways.Kinds,
        .. Stores.Kinds,
        .. Messaging.Kinds,
        .. MailAndFiles.Kinds,
        .. RemoteAccess.Kinds,
        .. Proxies.Kinds,
        .. NameServers.Kinds,
        .. Odd.Kinds,
    ];
}
