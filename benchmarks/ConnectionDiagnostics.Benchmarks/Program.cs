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

if (args is ["scaling", ..])
{
    await Scaling.RunAsync(args.Length > 1 && args[1] != "quick" ? args[1] : null);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(ColdStart).Assembly).Run(args);
