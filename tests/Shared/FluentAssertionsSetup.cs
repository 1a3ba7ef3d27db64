using System.Runtime.CompilerServices;
using FluentAssertions.Common;

namespace ConnectionDiagnostics.Tests.Shared;

/// <summary>FluentAssertions 6 does not know xunit.v3: hand it the exception that xunit counts as a failed assertion.</summary>
internal static class FluentAssertionsSetup
{
    [ModuleInitializer]
    internal static void Initialize() => Services.ThrowException = message => throw new Xunit.Sdk.XunitException(message);
}
