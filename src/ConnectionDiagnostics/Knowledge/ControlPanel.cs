namespace ConnectionDiagnostics.Knowledge;

/// <summary>Software with which people run a server from a browser, and which often keeps a firewall of its own.</summary>
/// <param name="Id">In lower case: <c>plesk</c>.</param>
/// <param name="Name">As it calls itself.</param>
/// <param name="Ports">Where it listens by default.</param>
/// <param name="Firewall">The way to its firewall in its own menus; <see langword="null"/> where it has none, or it is not known for sure.</param>
/// <param name="Marks">Any of them is enough to recognise it.</param>
internal sealed record ControlPanel(string Id, string Name, PanelPort[] Ports, string? Firewall, PanelMark[] Marks);
