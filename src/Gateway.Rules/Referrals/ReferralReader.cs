using System.Collections.Immutable;
using Gateway.Rules.Policy.Reading;
using Gateway.Rules.Referrals.Reading;

namespace Gateway.Rules.Referrals;

/// <summary>Either all the tables, or everything that is wrong with them.</summary>
public abstract record ReferralReading
{
    private ReferralReading() { }

    /// <summary>Tables that may be used.</summary>
    public sealed record Valid(ReferralTerms Terms) : ReferralReading;

    /// <summary>Every fault, each naming the file and, where there is one, the line.</summary>
    public sealed record Faulty(ImmutableArray<string> Faults) : ReferralReading;
}

/// <summary>Reads the tables strictly and whole: an unknown word is a fault, never a default. Pure: the caller reads the files.</summary>
public static class ReferralReader
{
    /// <summary>Reads all of it, or names every fault.</summary>
    public static ReferralReading Read(ReferralFiles files)
    {
        var faults = new PolicyFaults();
        var tables = new ReferralTables(
            ReadStates.From(files, faults), ReadMoves.From(files, faults), ReadClocks.From(files, faults), ReadTimes.From(files, faults),
            ReadTexts.From(files, faults), ReadRefusals.From(files, faults));
        if (faults.Count > 0) return new ReferralReading.Faulty(faults.All);
        var versions = tables.Changes().Select(day => (day, tables.On(day))).ToImmutableArray();
        foreach (var (day, rules) in versions) new HoldRules(rules, tables, day, faults).Hold();
        return faults.Count > 0 ? new ReferralReading.Faulty(faults.All) : new ReferralReading.Valid(new ReferralTerms(versions));
    }
}
