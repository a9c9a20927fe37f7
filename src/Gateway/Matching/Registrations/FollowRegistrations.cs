using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Data;
using Gateway.Matching.Held;
using Gateway.Matching.Registrations.Store;
using Gateway.Matching.Snapshot;
using Gateway.Rules.Matching.Index;

namespace Gateway.Matching.Registrations;

/// <summary>Brings what is looked up by to where the store is, child by child in the order of their positions. The source's line of a child is read again for it.</summary>
internal sealed class FollowRegistrations(
    Data.Store store, MergeChild merge, SealStatements seal, ChildrenFiles files, LoadChildren load, TimeProvider time, ILogger<FollowRegistrations> log) : IDisposable
{
    private const int AtOnce = 1000;

    /// <summary>How soon it is looked whether something was registered in another process.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromSeconds(20);

    private readonly Alarm _alarm = new(time);

    /// <summary>Something was registered in this process.</summary>
    public void Wake() => _alarm.Wake();

    /// <summary>Until something was registered here, or it is time to look whether something was elsewhere.</summary>
    public Task WaitAsync(CancellationToken stopping) => _alarm.WaitAsync(Between, stopping);

    /// <param name="publish">Told of each new state before the matcher knows of it: a place that the matcher gives is always known.</param>
    public async Task<Recognised> CatchUpAsync(Recognised now, Action<Recognised> publish, CancellationToken stopping)
    {
        for (var more = true; more;)
        {
            var rows = await RowsAsync(now.Position, stopping);
            if (rows.Count > 0) now = Applied(now, rows, publish);
            more = rows.Count == AtOnce;
        }

        return now;
    }

    /// <summary>Everybody of whom anything was registered and who has a place, as the source and the store now have them; perhaps twice who changes meanwhile.</summary>
    public async IAsyncEnumerable<(ReadChild Child, int At)> EverybodyAsync(Recognised now, [EnumeratorCancellation] CancellationToken stopping)
    {
        for (var (position, more) = (0L, true); more;)
        {
            var rows = await RowsAsync(position, stopping);
            foreach (var statements in rows.Select(Opened).OfType<Statements>())
                if (now.Find(statements.Number) is >= 0 and var at) yield return (Merged(now, statements, at), at);
            more = rows.Count == AtOnce;
            if (more) position = rows[^1].Position;
        }
    }

    /// <summary>The store's own position: less than a copy's where the store was put back to what it was before.</summary>
    public async Task<long> PositionAsync(CancellationToken stopping)
    {
        var rows = await store.ReadAsync($"""select "Position" from {store.Table("RegistrationFeed")}""", row => row.GetInt64(0), stopping);
        return rows.Single();
    }

    private Task<List<RegisteredChild>> RowsAsync(long after, CancellationToken stopping) => store.ReadAsync(
        $"""select "Token", "Position", "Sealed" from {store.Table("RegisteredChildren")} where "Position" > @after order by "Position" limit @most""",
        row => RegisteredChild.Of(row.GetFieldValue<byte[]>(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2)), stopping, ("@after", after), ("@most", AtOnce));

    private Recognised Applied(Recognised now, List<RegisteredChild> rows, Action<Recognised> publish)
    {
        var (changed, added, entries, homes) = (now.Changed.ToBuilder(), now.Added.ToBuilder(), new List<IndexedChild>(), load.Homes);
        foreach (var statements in rows.Select(Opened).OfType<Statements>())
        {
            var at = now.Held.Find(statements.Number);
            // What an adoption sealed is not opened by registering it again.
            if (at < 0 && now.Held.Closed.Contains(seal.Short(statements.Number))) continue;
            var child = Merged(now, statements, at);
            if (at < 0 && !added.TryGetValue(statements.Number.Value, out at)) added.Add(statements.Number.Value, at = now.Held.Count + added.Count);
            changed[at] = new ChildHeld(child.Number, child.Born, child.Given, child.Family, homes.Of(child.Addresses, child.IsProtected)) { Former = child.FormerNumbers };
            entries.Add(child.At(at));
        }

        var next = now with { Changed = changed.ToImmutable(), Added = added.ToImmutable(), Position = rows[^1].Position };
        publish(next);
        now.Index.Update(entries, [], [], now.Index.AsOf);
        return next;
    }

    private ReadChild Merged(Recognised now, Statements statements, int at) =>
        merge.Of(statements, at >= 0 && at < now.Held.Count ? files.Line(now.Held, at) : null, now.Source.AsOf);

    public void Dispose() => _alarm.Dispose();

    // One row that was tampered with must not keep everybody else's from being known.
    private Statements? Opened(RegisteredChild row)
    {
        try
        {
            return seal.Open(row.Token, row.Sealed);
        }
        catch (Exception fault) when (fault is CryptographicException or JsonException or FormatException or KeyNotFoundException)
        {
            log.LogError("What was registered of a child at position {Position} does not open and is left out", row.Position);
            return null;
        }
    }
}
