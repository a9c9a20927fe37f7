namespace Gateway.Retention.Store;

/// <summary>Some records of one agency and one kind that go together, with one entry in the ledger. It is planned first, so that whoever finds it unfinished finishes it.</summary>
public sealed class Erasure
{
    private Erasure() { }

    /// <summary>Also the interaction of its entry in the ledger.</summary>
    public Guid Id { get; private init; }

    /// <summary>On whose trail the entry lies.</summary>
    public string Agency { get; private init; } = "";

    /// <summary>The kind, as a word.</summary>
    public string Record { get; private init; } = "";
    public DateTimeOffset PlannedAt { get; private init; }
    public Guid? LedgerEntry { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }

    internal static Erasure Of(string agency, string record, DateTimeOffset now) => new() { Id = Guid.CreateVersion7(now), Agency = agency, Record = record, PlannedAt = now };

    internal void Done(Guid entry, DateTimeOffset now) => (LedgerEntry, DoneAt) = (entry, now);
}

/// <summary>
/// That a record was deleted, or is about to be: its id, whose it was, and when. Nothing that says whom it was about. Who asks for it later is told that it was deleted, and not that there is none.
/// </summary>
public sealed class ErasedRecord
{
    private ErasedRecord() { }

    public string Kind { get; private init; } = "";
    public Guid Record { get; private init; }

    /// <summary>What goes together, such as referrals that were merged: the least of their ids.</summary>
    public Guid Unit { get; private init; }
    public Guid Erasure { get; private init; }

    /// <summary>Whose it was: ids between blanks, with one at each end.</summary>
    public string Agencies { get; private init; } = " ";

    /// <summary>None while it is only planned.</summary>
    public DateTimeOffset? GoneAt { get; private init; }

    internal static IEnumerable<ErasedRecord> Of(Erasure erasure, RecordUnit unit) => unit.Records.Select(record =>
        new ErasedRecord { Kind = erasure.Record, Record = record, Unit = unit.Id, Erasure = erasure.Id, Agencies = $" {string.Join(' ', unit.Controllers)} " });
}

/// <summary>How far the look at one kind has come, so that it goes on where a process that died, or a day that was too short, left off.</summary>
public sealed class RetentionSweep
{
    private RetentionSweep() { }

    public string Record { get; private init; } = "";
    public DateOnly Day { get; private set; }

    /// <summary>The last record that was looked at; none before the first.</summary>
    public Guid? After { get; private set; }
    public int Looked { get; private set; }
    public int Gone { get; private set; }
    public int Held { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }

    internal static RetentionSweep Of(string record) => new() { Record = record };

    /// <summary>A look that did not get through goes on the next day where it stood: else what lies at the end would never be looked at.</summary>
    internal void Begin(DateOnly day) => (Day, After, Looked, Gone, Held, DoneAt) = (day, DoneAt is null ? After : null, 0, 0, 0, null);

    internal void Came(Guid after, int looked, int gone, int held) => (After, Looked, Gone, Held) = (after, Looked + looked, Gone + gone, Held + held);

    internal void Done(DateTimeOffset now) => DoneAt = now;
}

/// <summary>One row that whoever deletes and whoever puts a hold takes first: of the two, one is before the other.</summary>
public sealed class RetentionGate
{
    public int Id { get; init; }
    public long Turn { get; init; }
}
