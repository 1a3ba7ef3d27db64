using System.Net.Sockets;
using ConnectionDiagnostics.Testing;

namespace ConnectionDiagnostics.Tests;

/// <summary>Failed connections, diagnosed by hand.</summary>
internal static class Failures
{
    public static readonly ConnectionTarget Target = ConnectionTarget.Parse("tcp://db.example:5432");

    public static SocketException Refused => new((int)SocketError.ConnectionRefused);

    public static ConnectionFailedException Because(
        CauseCode code, ConnectionOutcome outcome = ConnectionOutcome.Refused, Likelihood likelihood = Likelihood.Confirmed) =>
        new(FakeDiagnosis.Failed(Target, code, outcome, likelihood), Refused);

    public static ConnectionFailedException Because(ConnectionOutcome outcome, params (CauseCode Code, Likelihood Likelihood)[] causes) =>
        new(
            FakeDiagnosis.Connected(Target) with
            {
                Outcome = outcome,
                Causes = [.. causes.Select(cause => new Cause { Code = cause.Code, Likelihood = cause.Likelihood, Summary = cause.Code.Value })],
            },
            Refused);

    /// <summary>A server that answered with a status, and headers by lower-case name.</summary>
    public static ConnectionFailedException Answered(CauseCode code, int status, params (string Name, string Value)[] headers)
    {
        Diagnosis diagnosis = FakeDiagnosis.Failed(Target, code, ConnectionOutcome.ProtocolMismatch);
        var answer = new HttpAnswer { Version = "HTTP/1.1", Status = status, Headers = headers.ToDictionary(header => header.Name, header => header.Value) };
        var own = new ProtocolExchange { Result = ExchangeResult.Answered, Http = answer };
        var protocol = new Fact<ProtocolEvidence> { State = FactState.Measured, Value = new ProtocolEvidence { Own = own } };
        return new(diagnosis with { Evidence = diagnosis.Evidence with { Protocol = protocol } }, Refused);
    }
}
