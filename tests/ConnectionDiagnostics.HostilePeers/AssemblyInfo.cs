using Xunit.Sdk;
using Xunit.v3;

// One after another: what a diagnosis allocates is counted for the whole process.
[assembly: Parallelization(Mode = ParallelMode.None)]
