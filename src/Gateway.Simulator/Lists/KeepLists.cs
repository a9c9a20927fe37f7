using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>Keeps the custodians' pointer lists at the gateway up to date, from when it is there.</summary>
internal sealed class KeepLists : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    private readonly GatewayDoor door;
    private readonly ListOfCustodian[] lists;
    private readonly CancellationTokenSource ended = new();
    private readonly Task keeping;

    private readonly Pulse pulse;

    public KeepLists(Uri gateway, string? people, AgencyBook book, PeopleStore store, TimeProvider clock, Pulse pulse)
    {
        this.pulse = pulse;
        door = new GatewayDoor(gateway, people);
        lists = [.. book.Custodians.Where(custodian => door.Knows(custodian.Agency.Id) && ListContent.Covers(custodian).Length > 0)
            .Select(custodian => new ListOfCustodian(custodian, store, door, clock))];
        keeping = Task.Run(() => KeepAsync(new PeriodicTimer(Between, clock)));
    }

    /// <summary>How many submissions the gateway took.</summary>
    public long Taken => lists.Sum(list => list.Taken);

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await keeping;
        ended.Dispose();
        door.Dispose();
    }

    private async Task KeepAsync(PeriodicTimer timer)
    {
        using var _ = timer;
        try
        {
            do foreach (var list in lists) await TryAsync(list);
            while (await timer.WaitForNextTickAsync(ended.Token));
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
        }
    }

    // The gateway is not there yet, or not for a while: whatever it missed is sent when it is.
    private async Task TryAsync(ListOfCustodian list)
    {
        try
        {
            await list.TendAsync(ended.Token);
            pulse.Beat();
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException || (fault is TaskCanceledException && !ended.IsCancellationRequested))
        {
        }
    }
}
