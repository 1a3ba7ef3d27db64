using System.Runtime.Versioning;
using ConnectionDiagnostics.Servers;
using Xunit.Sdk;
using Xunit.v3;

// Most of a diagnosis is waiting; more than a few at once would take the processor from each other's limits.
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = ServerMatrix.AtOnce)]
[assembly: AssemblyFixture(typeof(ServerMatrix))]

// Elsewhere every server is skipped before anything is started.
[assembly: SupportedOSPlatform("linux")]
