using ConnectionDiagnostics.Fuzz;
using Xunit.Sdk;
using Xunit.v3;

// One after another: each has its share of the time, and its slowest input is measured.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(FuzzRun))]
