using BenchmarkDotNet.Running;
using ConnectionDiagnostics.Benchmarks;

if (args is ["cold"])
{
    await ColdStart.RunAsync();
    return;
}

if (args is ["storm"])
{
    await Storm.RunAsync();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(ColdStart).Assembly).Run(args);
