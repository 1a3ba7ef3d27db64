using System.Globalization;
using BenchmarkDotNet.Running;
using ConnectionDiagnostics.Benchmarks;
using ConnectionDiagnostics.Benchmarks.Soak;

if (args is ["cold"])
{
    await ColdStart.RunAsync();
    return 0;
}

if (args is ["storm"])
{
    await Storm.RunAsync();
    return 0;
}

if (args is ["scaling", ..])
{
    await Scaling.RunAsync(args.Length > 1 && args[1] != "quick" ? args[1] : null);
    return 0;
}

if (args is ["soak-servers"])
{
    await SoakServers.RunAsync();
    return 0;
}

// Seconds, and the file to write.
if (args is ["soak", var seconds, ..])
{
    return await SoakRun.RunAsync(TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)), args.Length > 2 ? args[2] : null);
}

BenchmarkSwitcher.FromAssembly(typeof(ColdStart).Assembly).Run(args);
return 0;
