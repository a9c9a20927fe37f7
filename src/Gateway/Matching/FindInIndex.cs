using Gateway.Agencies;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Matching;

/// <summary>The matcher with the weights in force, as of today.</summary>
internal sealed class FindInIndex(MatchingTables tables, TimeProvider time)
{
    public string Parameters => tables.Parameters.Version;

    public Rejection? WhyRejected(MatchingQuestion question) => FindChild.WhyRejected(tables.Names, tables.Parameters, question, Today);

    public MatchingOutcome In(ChildrenIndex index, MatchingQuestion question) => FindChild.In(index, tables.Parameters, question, Today);

    private DateOnly Today => LondonTime.Day(time.GetUtcNow());
}
