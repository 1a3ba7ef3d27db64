using System.Runtime.CompilerServices;

namespace ConnectionDiagnostics.Testing.Tests;

internal static class FluentAssertionsSetup
{
    /// <summary>FluentAssertions 6 does not know xunit.v3; without this a failed assertion would count as an error.</summary>
    [ModuleInitializer]
    internal static void UseXunit() => FluentAssertions.Common.Services.ThrowException = message => throw new Xunit.Sdk.XunitException(message);
}
