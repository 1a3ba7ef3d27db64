using System.Globalization;

namespace ConnectionDiagnostics.Probes.Connect;

/// <summary>How far apart two ports are as people type them.</summary>
internal static class PortDistance
{
    /// <summary>How many digits differ: a mistyped port differs in one or two, swapped ones in two; five when the lengths differ.</summary>
    public static int Between(int a, int b)
    {
        string left = a.ToString(CultureInfo.InvariantCulture);
        string right = b.ToString(CultureInfo.InvariantCulture);
        return left.Length != right.Length ? 5 : left.Zip(right).Count(pair => pair.First != pair.Second);
    }
}
