namespace ConnectionDiagnostics.Knowledge;

/// <summary>The packet filter that a cloud sets before its machines, as people find it.</summary>
/// <param name="Name">As the English console calls it.</param>
/// <param name="Where">The way to it in that console; <see langword="null"/> where it is not known for sure.</param>
/// <param name="ChineseName">As the Chinese console calls it; <see langword="null"/> where there is none, or it is not known for sure.</param>
internal sealed record CloudFirewall(string Name, string? Where = null, string? ChineseName = null);
