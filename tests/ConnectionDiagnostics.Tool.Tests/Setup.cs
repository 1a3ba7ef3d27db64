using System.Runtime.CompilerServices;
using FluentAssertions.Common;

namespace ConnectionDiagnostics.Tool.Tests;

internal static class Setup
{
    /// <summary>FluentAssertions 6 does not know xunit.v3: it is told how a test fails.</summary>
    [ModuleInitializer]
    internal static void TellHowATestFails() => Services.ThrowException = message => throw new Xunit.Sdk.XunitException(message);
}
