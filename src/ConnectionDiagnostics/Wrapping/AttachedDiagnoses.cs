using System.Runtime.CompilerServices;

namespace ConnectionDiagnostics.Wrapping;

/// <summary>The diagnoses of exceptions, for as long as those live. Beside them and not in <see cref="Exception.Data"/>, which loggers print.</summary>
internal static class AttachedDiagnoses
{
    private static readonly ConditionalWeakTable<Exception, Diagnosis> Table = [];

    public static void Attach(Exception exception, Diagnosis diagnosis) => Table.AddOrUpdate(exception, diagnosis);

    public static Diagnosis? Find(Exception exception) => Table.TryGetValue(exception, out Diagnosis? diagnosis) ? diagnosis : null;
}
