using Gateway.Acceptance.Replay.Reading;
using Gateway.Simulator;
using Microsoft.Data.Sqlite;

namespace Gateway.Acceptance.Replay.Playing;

/// <summary>Custodians that are silent from one moment to another, each in its own way, and a ledger that cannot append.</summary>
internal sealed class PlayOutages(RunningTimeline running)
{
    private readonly HashSet<string> _frozen = [];

    /// <summary>What an event begins and ends by itself.</summary>
    public IEnumerable<(DateTimeOffset At, Func<Task> Do)> Of(Happening happening)
    {
        var at = running.Timeline.When(happening);
        if (happening.Kind == "custodian-back") yield return (at, () => BackAsync(happening.Agency));
        if (happening.Kind != "custodian-outage") yield break;
        if (Moment(happening, "lastSignedList") is { } signed) yield return (signed, () => LastSignedAsync(happening.Agency));
        yield return (at, () => AwayAsync(happening));
        if (Moment(happening, "until") is { } until) yield return (until, () => BackAsync(happening.Agency));
    }

    /// <summary>Custodians that keep a list sign it again; whoever is away, or was for the last time, does not.</summary>
    public async Task PullAsync()
    {
        foreach (var agency in running.Places.Agencies.Where(agency => running.Places.KeepsList(agency) && !running.Away.Contains(agency) && !_frozen.Contains(agency)).ToArray())
            if (running.Places.CustodianOf(agency) is { } custodian) await running.Tend.PullAsync(custodian);
    }

    private async Task LastSignedAsync(string agency)
    {
        await PullAsync();
        _frozen.Add(agency);
    }

    private async Task AwayAsync(Happening happening)
    {
        if (running.Places.IsOf(happening.Agency, "gateway"))
        {
            await LedgerAsync("create trigger replay_full before insert on entry begin select raise(abort, 'full'); end");
            return;
        }

        if (running.Places.KindOfAgency(happening.Agency) is null) return;
        running.Away.Add(happening.Agency);
        var (behaviour, whole) = Of(happening.Text("mode") ?? "unreachable");
        await running.Agencies.SetAsync(whole ? happening.Agency : running.Places.CustodianOf(happening.Agency) ?? happening.Agency, behaviour);
    }

    private async Task BackAsync(string agency)
    {
        if (running.Places.IsOf(agency, "gateway"))
        {
            await LedgerAsync("drop trigger if exists replay_full");
            // Its writer has sealed itself: whoever runs the service starts it again.
            await running.RestartAsync();
            return;
        }

        if (running.Places.KindOfAgency(agency) is null) return;
        running.Away.Remove(agency);
        _frozen.Remove(agency);
        await running.Agencies.SetAsync(agency, Behaviour.Normal);
        if (running.Places.CustodianOf(agency) is { } custodian) await running.Agencies.SetAsync(custodian, Behaviour.Normal);
        await PullAsync();
    }

    // The whole system of an agency is away, or only what answers for its records.
    private static (Behaviour Behaviour, bool Whole) Of(string mode) => mode switch
    {
        "unreachable" => (new Behaviour(Fault: Fault.Refuse), true),
        "timed-out" or "no-reply" => (new Behaviour(Fault: Fault.Silent), false),
        "rejected-unverified" => (new Behaviour(Fault: Fault.WrongSignature), false),
        "stale" => (new Behaviour(StaleMinutes: 3 * 24 * 60), false),
        "maintenance" => (new Behaviour(Fault: Fault.Maintenance), false),
        "busy" => (new Behaviour(Fault: Fault.Busy), false),
        "withheld" => (new Behaviour(Fault: Fault.Withheld), false),
        _ => (new Behaviour(Fault: Fault.Reset), true),
    };

    private DateTimeOffset? Moment(Happening happening, string fact) => happening.Text(fact) is { } text && Offset.Read(text) is { } offset ? running.Timeline.Clock.At(offset) : null;

    private async Task LedgerAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(running.Store, "ledger.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
