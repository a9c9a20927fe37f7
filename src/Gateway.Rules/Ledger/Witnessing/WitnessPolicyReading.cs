namespace Gateway.Rules.Ledger.Witnessing;

/// <summary>What came of reading a witness policy.</summary>
public abstract record WitnessPolicyReading
{
    private WitnessPolicyReading() { }

    /// <summary>It is one.</summary>
    public sealed record Valid(WitnessPolicy Policy) : WitnessPolicyReading;

    /// <summary>It is none.</summary>
    /// <param name="Line">The first line that is wrong, from 1; 0 where it is the whole.</param>
    /// <param name="Why">What is wrong with it, without repeating it.</param>
    public sealed record Faulty(int Line, string Why) : WitnessPolicyReading;
}
