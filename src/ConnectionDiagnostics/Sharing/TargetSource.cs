namespace ConnectionDiagnostics.Sharing;

/// <summary>The targets of a sweep, taken one after another by many.</summary>
internal sealed class TargetSource(IAsyncEnumerator<ConnectionTarget> targets) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private bool _hasEnded;
    private bool _isLeftAlone;

    /// <returns><see langword="null"/> when there is no more.</returns>
    public async ValueTask<ConnectionTarget?> NextAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_hasEnded || cancellationToken.IsCancellationRequested)
            {
                return null;
            }

            // Until it has given another one, it has ended: an enumerator that threw is not asked again.
            _hasEnded = true;
            ValueTask<bool> moving = targets.MoveNextAsync();
            if (!(moving.IsCompletedSuccessfully ? moving.Result : await WaitAsync(moving.AsTask(), cancellationToken).ConfigureAwait(false)))
            {
                return null;
            }

            _hasEnded = false;
            return targets.Current ?? throw new ArgumentException("A target of the sweep is null.");
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _turn.Dispose();
        if (!_isLeftAlone)
        {
            await targets.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A source that waits for somebody's typing may know nothing of tokens: it is then left to finish alone.</summary>
    private async Task<bool> WaitAsync(Task<bool> moving, CancellationToken cancellationToken)
    {
        try
        {
            return await moving.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _isLeftAlone = !moving.IsCompleted;
        }
    }
}
