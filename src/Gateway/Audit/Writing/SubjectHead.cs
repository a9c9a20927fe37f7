namespace Gateway.Audit.Writing;

/// <summary>How far one trail has come: as it is committed, and as the batch in hand would leave it. Owned by the writer's thread.</summary>
internal sealed class SubjectHead
{
    public ushort Epoch { get; set; }

    /// <summary>The subject's token in <see cref="Epoch"/>.</summary>
    public Guid Token { get; set; }

    /// <summary>0 where the subject has no entry yet.</summary>
    public long Ordinal { get; set; }

    public long Last { get; set; }

    /// <summary>The batch that the two below belong to.</summary>
    public long Batch { get; set; }

    public long NextOrdinal { get; set; }

    public long NextLast { get; set; }

    public void Begin(long batch) => (Batch, NextOrdinal, NextLast) = (batch, Ordinal, Last);

    public void Commit() => (Ordinal, Last) = (NextOrdinal, NextLast);
}
