using Gateway.Rules.Matching.Linkage;

namespace Gateway.Tool.Matching.Evaluate.Scoring;

/// <summary>What came of asking for each record once.</summary>
internal sealed record LookUpCounts(long Asked, long SingleRight, long SingleWrong, long PossibleWith, long PossibleWithout, long TooMany, long NotFound);

/// <summary>Each right-hand record asked for as a query, once with its partner among the left-hand ones and once with it hidden.</summary>
internal sealed record LookUps(LookUpCounts There, LookUpCounts Hidden)
{
    public static LookUps Of(LinkageRecords records, LinkageResult result, Truth truth)
    {
        var candidates = Candidates(records, result);
        var partners = records.IsOneFile ? [] : Enumerable.Range(0, records.LeftCount).Where(record => truth.Person(record) >= 0).Select(truth.Person).ToHashSet();
        var (there, hidden) = (new List<Found>(), new List<Found>());
        for (var query = records.IsOneFile ? 0 : records.LeftCount; query < records.Count; query++)
        {
            var list = candidates[query] ?? [];
            var hasPartner = records.IsOneFile ? truth.HasPartner(query) : partners.Contains(truth.Person(query));
            if (hasPartner) there.Add(Ask(list, query, records, truth));
            hidden.Add(Ask([.. list.Where(one => !truth.IsMatch(one.Record, query))], query, records, truth));
        }

        return new(Count(there), Count(hidden));
    }

    private static Found Ask(List<Candidate> list, int query, LinkageRecords records, Truth truth) =>
        LookUpDecision.Of(list, records.LeftCount) switch
        {
            LookUpAnswer.Single single => truth.IsMatch(single.Record, query) ? Found.SingleRight : Found.SingleWrong,
            LookUpAnswer.Possible possible => possible.Records.Any(record => truth.IsMatch(record, query)) ? Found.PossibleWith : Found.PossibleWithout,
            LookUpAnswer.TooMany => Found.TooMany,
            _ => Found.NotFound,
        };

    private static List<Candidate>?[] Candidates(LinkageRecords records, LinkageResult result)
    {
        var lists = new List<Candidate>?[records.Count];
        foreach (var pair in result.Pairs)
        {
            (lists[pair.Right] ??= []).Add(new Candidate(pair.Left, pair.Bits, pair.Grades));
            if (records.IsOneFile) (lists[pair.Left] ??= []).Add(new Candidate(pair.Right, pair.Bits, pair.Grades));
        }

        return lists;
    }

    private static LookUpCounts Count(List<Found> found) => new(
        found.Count, Of(found, Found.SingleRight), Of(found, Found.SingleWrong), Of(found, Found.PossibleWith), Of(found, Found.PossibleWithout), Of(found, Found.TooMany),
        Of(found, Found.NotFound));

    private static long Of(List<Found> found, Found kind) => found.Count(one => one == kind);

    private enum Found
    {
        SingleRight,
        SingleWrong,
        PossibleWith,
        PossibleWithout,
        TooMany,
        NotFound,
    }
}
