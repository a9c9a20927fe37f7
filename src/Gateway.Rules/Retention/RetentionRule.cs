using Gateway.Rules.Policy;

namespace Gateway.Rules.Retention;

/// <summary>One row of <c>contracts/retention/rules.csv</c>: how long one controller keeps one kind of record.</summary>
/// <param name="Controller">An agency's id, or <c>*</c> for each that has no row of its own on that day.</param>
/// <param name="UntilAge">Kept until the youngest child would be of this age; 0 where age does not matter.</param>
/// <param name="YearsAfter">And for so many years after the last thing that happened to it.</param>
/// <param name="Period">The days on which the rule counts, for whatever there is then.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Line">Its line in the file.</param>
public sealed record RetentionRule(string Controller, RecordKind Record, int UntilAge, int YearsAfter, Period Period, string Source, int Line)
{
    /// <summary>Everybody who has no row of their own.</summary>
    public const string Everybody = "*";

    /// <summary>The first day on which it may go.</summary>
    /// <param name="born">The youngest child's day of birth.</param>
    /// <param name="last">When anything last happened to it.</param>
    public DateOnly Ends(DateOnly born, DateOnly last)
    {
        var (grown, after) = (UntilAge == 0 ? DateOnly.MinValue : Anniversary.Of(born, UntilAge), Anniversary.Of(last, YearsAfter));
        return grown > after ? grown : after;
    }
}
