using System.Net.Sockets;

namespace ConnectionDiagnostics.LoopbackTests.Torture;

/// <summary>A diagnosis that was made while calls failed, and what it left behind.</summary>
internal sealed record TorturedDiagnosis(Diagnosis Diagnosis, IReadOnlyList<SeamCall> Calls, int Injected, IReadOnlyList<Socket> Sockets, int Timers)
{
    /// <param name="sound">What is known without faults.</param>
    /// <param name="otherTruth">Whether the faults say something else about the connection, and do not only keep something back.</param>
    public IEnumerable<string> Faults(IReadOnlyDictionary<CauseCode, Likelihood> sound, bool otherTruth)
    {
        if (Timers > 0)
        {
            yield return $"{Timers} timers are left";
        }

        if (Sockets.Count(socket => !socket.SafeHandle.IsClosed) is > 0 and var open)
        {
            yield return $"{open} sockets are left";
        }

        if (Diagnosis.ToText(verbose: true).Length == 0 || Diagnosis.ToJson().Length == 0)
        {
            yield return "it says nothing";
        }

        foreach (Cause cause in otherTruth ? [] : Diagnosis.Causes)
        {
            if (!sound.TryGetValue(cause.Code, out Likelihood known) ? cause.Likelihood >= Likelihood.Likely : cause.Likelihood > known)
            {
                yield return $"{cause.Code} is {cause.Likelihood}, without the fault it is {(known == default ? "not there" : known)}";
            }
        }
    }
}
