using System.Runtime.Versioning;
using ConnectionDiagnostics.Lab;
using Xunit.Sdk;
using Xunit.v3;

// Most of a scenario is waiting; more than a few at once would take the processor from each other's verdict times.
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = FaultLab.AtOnce)]
[assembly: AssemblyFixture(typeof(FaultLab))]

// Elsewhere every scenario is skipped before anything is called.
[assembly: SupportedOSPlatform("linux")]
