using System.Reflection;

namespace ConnectionDiagnostics.Mutants;

/// <summary>The switch that Stryker builds into the mutated assembly: all mutants are in it, and one at a time is active.</summary>
internal sealed class MutantSwitch
{
    private const int None = -1;

    private readonly FieldInfo _active;
    private readonly FieldInfo _capture;
    private readonly MethodInfo _coverage;

    private MutantSwitch(Type control)
    {
        _active = control.GetField("ActiveMutant")!;
        _capture = control.GetField("CaptureCoverage")!;
        _coverage = control.GetMethod("GetCoverageData")!;
        Activate(None);
    }

    public static MutantSwitch Find() => new(Assembly.Load("ConnectionDiagnostics").GetTypes().Single(type => type.Name == "MutantControl"));

    public void Activate(int mutant) => _active.SetValue(null, mutant);

    public void Deactivate() => Activate(None);

    public void BeginCoverage()
    {
        _capture.SetValue(null, true);
        _coverage.Invoke(null, null);
    }

    /// <summary>What was reached since the last call, and what of it while something static was initialised.</summary>
    public (int[] Reached, int[] Once) TakeCoverage()
    {
        var data = (IList<int>[])_coverage.Invoke(null, null)!;
        return ([.. data[0].Distinct().Order()], [.. data[1].Distinct().Order()]);
    }
}
