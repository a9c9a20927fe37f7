using Gateway.Agencies;

namespace Gateway.Federation.Pointers;

/// <summary>Fetches the lists of custodians that cannot push theirs, more often than a list must be signed again.</summary>
internal sealed class PullLists(Register register, PullList pull, TimeProvider time, ILogger<PullLists> log) : BackgroundService
{
    public static readonly TimeSpan Between = TimeSpan.FromMinutes(10);

    // A list that could not be fetched has an hour before its word counts for nothing: it is not left for long.
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _places = new(4);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(register.Custodians.Where(custodian => custodian.ListsPulled).Select(custodian => KeepAsync(custodian, stoppingToken)));

    public override void Dispose()
    {
        _places.Dispose();
        base.Dispose();
    }

    private async Task KeepAsync(Custodian custodian, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await _places.WaitAsync(stopping);
            bool fetched;
            try
            {
                fetched = await SayAsync(custodian, stopping);
            }
            finally
            {
                _places.Release();
            }

            await Task.Delay(fetched ? Between : Again, time, stopping);
        }
    }

    // A list that was not fetched grows old, and says so itself.
    private async Task<bool> SayAsync(Custodian custodian, CancellationToken stopping)
    {
        if (await TryAsync(custodian, stopping) is PointersTaken.Whole { List.Taken.Sequence: var sequence })
        {
            log.LogInformation("The pointer list of {Custodian} was fetched: submission {Sequence}", custodian.Id, sequence);
            return true;
        }

        log.LogWarning("The pointer list of {Custodian} could not be fetched, or not taken, and grows old", custodian.Id);
        return false;
    }

    // Whatever goes wrong with one, the others' are fetched, and it is tried again.
    private async Task<PointersTaken?> TryAsync(Custodian custodian, CancellationToken stopping)
    {
        try
        {
            return await pull.RunAsync(custodian, stopping);
        }
        catch (Exception fault) when (fault is not (OutOfMemoryException or OperationCanceledException))
        {
            log.LogError("To fetch the pointer list of {Custodian} failed: {Fault}", custodian.Id, fault.GetType().Name);
            return null;
        }
    }
}
