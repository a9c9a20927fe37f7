namespace Gateway.Alerts;

/// <summary>One question of one practitioner, as far as a pattern can be seen from it: no name, no number. Kept for a day.</summary>
public sealed class StepOfTrail
{
    public long Sequence { get; private init; }

    /// <summary>A digest of agency and practitioner.</summary>
    public Guid Asker { get; init; }

    /// <summary>A keyed digest of the child's number: without the ledger's key nobody can go through the numbers.</summary>
    public long Child { get; init; }

    public DateTimeOffset At { get; init; }
    public int Purpose { get; init; }

    /// <summary>A bit for each item that was not let go, by its number.</summary>
    public int Withheld { get; init; }

    /// <summary>Refused for want of a relationship.</summary>
    public bool Stranger { get; init; }
}
