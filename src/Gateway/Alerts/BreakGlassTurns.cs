using Gateway.Agencies;
using Gateway.Data;

namespace Gateway.Alerts;

/// <summary>
/// One practitioner's questions with a written reason are counted one after the other, in every process on the store: of ten that
/// come at once each sees those before it. Practitioners may share a turn, which costs them a moment and nothing else.
/// </summary>
internal sealed class BreakGlassTurns(Store store)
{
    private const int Turns = 64;

    private readonly SemaphoreSlim[] _here = [.. Enumerable.Range(0, Turns).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for the turn. It is over when what is returned is disposed of, which may be done twice.</summary>
    public async Task<IAsyncDisposable> TakeAsync(Practitioner asker, CancellationToken stopping)
    {
        var number = PatternKey.Of(asker).ToByteArray()[0] % Turns;
        await _here[number].WaitAsync(stopping);
        try
        {
            return new Turn(_here[number], await store.TakeTurnAsync(number, stopping));
        }
        catch
        {
            _here[number].Release();
            throw;
        }
    }

    private sealed class Turn(SemaphoreSlim here, IAsyncDisposable everywhere) : IAsyncDisposable
    {
        private int _over;

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _over, 1) == 1) return;
            try
            {
                await everywhere.DisposeAsync();
            }
            finally
            {
                here.Release();
            }
        }
    }
}
