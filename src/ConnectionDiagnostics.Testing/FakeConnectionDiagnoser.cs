using System.Collections.Concurrent;

namespace ConnectionDiagnostics.Testing;

/// <summary>A diagnoser without a network: answers what the test tells it to, and keeps what it was asked.</summary>
/// <remarks>Safe for use by many threads at once.</remarks>
public sealed class FakeConnectionDiagnoser : IConnectionDiagnoser
{
    private readonly Func<DiagnosisRequest, CancellationToken, Task<Diagnosis>> _diagnose;
    private readonly ConcurrentQueue<DiagnosisRequest> _requests = new();

    /// <summary>Makes a diagnoser that answers at once.</summary>
    /// <param name="diagnose">Gives the answer; <see cref="FakeDiagnosis"/> makes one in a line.</param>
    public FakeConnectionDiagnoser(Func<DiagnosisRequest, Diagnosis> diagnose)
    {
        ArgumentNullException.ThrowIfNull(diagnose);
        _diagnose = (request, _) => Task.FromResult(diagnose(request));
    }

    /// <summary>Makes a diagnoser that takes its time, for tests of timeouts and of cancellation.</summary>
    /// <param name="diagnose">Gives the answer.</param>
    public FakeConnectionDiagnoser(Func<DiagnosisRequest, CancellationToken, Task<Diagnosis>> diagnose)
    {
        ArgumentNullException.ThrowIfNull(diagnose);
        _diagnose = diagnose;
    }

    /// <summary>What was asked so far, in that order.</summary>
    public IReadOnlyList<DiagnosisRequest> Requests => [.. _requests];

    /// <summary>Makes a diagnoser that always finds the same cause.</summary>
    /// <param name="code">The cause.</param>
    /// <param name="outcome">What happened to the connection.</param>
    /// <param name="likelihood">How sure the diagnosis is.</param>
    /// <returns>The diagnoser.</returns>
    public static FakeConnectionDiagnoser Returning(
        CauseCode code, ConnectionOutcome outcome, Likelihood likelihood = Likelihood.Confirmed) =>
        new(request => FakeDiagnosis.Failed(request.Target, code, outcome, likelihood));

    /// <inheritdoc />
    public async Task<Diagnosis> DiagnoseAsync(DiagnosisRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        _requests.Enqueue(request);
        return await _diagnose(request, cancellationToken).ConfigureAwait(false);
    }
}
