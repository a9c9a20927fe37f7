namespace Gateway.Rules.Policy;

/// <summary>A run of days, both ends in it; the last possible day means that it has no end.</summary>
public readonly record struct Period(DateOnly From, DateOnly To)
{
    /// <summary>True on each of its days.</summary>
    public bool Holds(DateOnly day) => day >= From && day <= To;

    /// <summary>True where both have a day in common.</summary>
    public bool Meets(Period other) => From <= other.To && other.From <= To;
}
