using Gateway.Rules.Retention;

namespace Gateway.Audit.Erasure;

/// <summary>One row of <c>contracts/ledger/retention.csv</c>.</summary>
/// <param name="Controller">An agency's id, or * for every agency that has no row of its own.</param>
/// <param name="From">The first day on which it counts.</param>
/// <param name="UntilAge">Kept until the child's birthday of this age.</param>
/// <param name="YearsAfter">And for so many years after the last entry.</param>
/// <param name="Hold">A legal hold: nothing is erased.</param>
internal sealed record RetentionRule(string Controller, RecordType Record, DateOnly From, int UntilAge, int YearsAfter, bool Hold)
{
    /// <summary>The first day on which the record may go; null where it may not.</summary>
    public DateOnly? Ends(DateOnly born, DateOnly last)
    {
        if (Hold) return null;
        var (grown, after) = (Anniversary.Of(born, UntilAge), Anniversary.Of(last, YearsAfter));
        return grown > after ? grown : after;
    }
}
