using System.Collections.Immutable;
using System.Security.Cryptography;
using Gateway.Agencies;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Matching.Trace;

/// <summary>
/// Decides among the records that were given by the gateway's own weights and gates. Only a few are in hand and all of England
/// stands behind them: the prior is the population's, and whoever was not given counts as somebody who may be meant.
/// </summary>
internal sealed class WeighPatients(MatchingTables tables, TimeProvider time)
{
    private readonly IndexKeys _keys = new(RandomNumberGenerator.GetBytes(IndexKeys.Length), RandomNumberGenerator.GetBytes(IndexKeys.Length));

    public MatchingOutcome Of(MatchingQuestion question, IReadOnlyList<PdsPatient> patients, SearchesMade searches)
    {
        var builder = new ChildrenIndexBuilder(tables.Names, _keys);
        for (var at = 0; at < patients.Count; at++) builder.Add(patients[at].At(at));
        var now = time.GetUtcNow();
        var outcome = FindChild.In(builder.Build(now), tables.Parameters, question, LondonTime.Day(now));
        return outcome.Answer switch
        {
            MatchingAnswer.Single single when !Opens(single.Fields, outcome.Trail.Considered[0].Total, searches) => outcome with { Answer = new MatchingAnswer.Possible([single.Child]) },
            MatchingAnswer.NotFound when searches.HidSomebody => outcome with { Answer = MatchingAnswer.TooMany.Instance },
            _ => outcome,
        };
    }

    private bool Opens(FieldAgreements fields, int total, SearchesMade searches)
    {
        if (fields.Number == FieldAgreement.Agreed) return true;
        var isPlaced = fields.Postcode == FieldAgreement.Agreed;
        // As if all were held here: a name and a date alone must be rare among millions.
        if (!isPlaced && total < tables.Parameters.Limits.TotalUnplaced) return false;
        if (!searches.HidSomebodyOfTheName) return true;
        // Somebody of nearly this name and this date was not shown. Then nothing may be less than exact, and either place or uniqueness tells them apart.
        return fields is { Given: FieldAgreement.Agreed, Surname: FieldAgreement.Agreed, DateOfBirth: FieldAgreement.Agreed } && (isPlaced || searches.IsUniqueExactly);
    }
}

/// <summary>The searches of one look, and what each came to: for the decision, and for the ledger.</summary>
internal sealed class SearchesMade
{
    private readonly List<SearchMade> _all = [];

    public ImmutableArray<SearchMade> All => [.. _all];

    /// <summary>Some search fitted more than one, and none of them was shown.</summary>
    public bool HidSomebody => _all.Exists(one => one.Came == SearchMade.TooMany);

    public bool HidSomebodyOfTheName => _all.Exists(one => one is { Came: SearchMade.TooMany, Search.ByName: true });

    public bool IsUniqueExactly => _all.Exists(one => one is { Came: SearchMade.One, Search.Rule: SearchRules.Exact });

    public void Add(PdsSearch search, string came, decimal? score) => _all.Add(new SearchMade(search, came, score));
}

/// <param name="Score">What the other side gives a record for how well it fits; kept, and trusted with nothing.</param>
internal sealed record SearchMade(PdsSearch Search, string Came, decimal? Score)
{
    public const string One = "one";
    public const string Nobody = "nobody";
    public const string TooMany = "too-many";
}
