namespace ConnectionDiagnostics.Tests.Wrapping;

/// <summary>A diagnoser that answers when the test lets it, and says what became of each call.</summary>
internal sealed class HeldDiagnoser : IConnectionDiagnoser
{
    private readonly TaskCompletionSource _mayAnswer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<DiagnosisRequest> Requests { get; } = [];

    public Task Asked => _asked.Task;

    public Task Cancelled => _cancelled.Task;

    public static HeldDiagnoser Open()
    {
        var diagnoser = new HeldDiagnoser();
        diagnoser.Answer();
        return diagnoser;
    }

    public void Answer() => _mayAnswer.TrySetResult();

    public async Task<Diagnosis> DiagnoseAsync(DiagnosisRequest request, CancellationToken cancellationToken = default)
    {
        Requests.Add(request);
        _asked.TrySetResult();
        try
        {
            await _mayAnswer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _cancelled.TrySetResult();
            throw;
        }

        return Scene.Of("8.8.8.8:443").Refused("8.8.8.8").Diagnose();
    }
}
