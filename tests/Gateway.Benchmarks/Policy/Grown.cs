using Gateway.Rules.Policy;

namespace Gateway.Benchmarks.Policy;

/// <summary>The policy of contracts/policy with its roles many times over, each with cells of its own, and single questions to all of them.</summary>
internal sealed record Grown(PolicyBundle Policy, RequestFacts[] Requests)
{
    private const int Questions = 8400;

    public static Grown Times(int times)
    {
        var policy = Bundles.Read(Bundles.Times(times));
        return new Grown(policy, [.. Spread(policy, Cells(policy))]);
    }

    private static List<(string Role, Purpose Purpose, Item Item)> Cells(PolicyBundle policy) =>
    [
        .. from role in policy.RoleNames
           from purpose in Enum.GetValues<Purpose>()
           from item in ItemWords.All
           where policy.Cell(role, purpose, item) is not null
           select (role, purpose, item),
    ];

    // The same number of questions however many cells there are, spread over all of them: what grows is the policy alone.
    private static IEnumerable<RequestFacts> Spread(PolicyBundle policy, List<(string Role, Purpose Purpose, Item Item)> cells)
    {
        var order = new Random(1);
        var places = Enumerable.Range(0, cells.Count).ToArray();
        order.Shuffle(places);
        for (var i = 0; i < Questions; i++)
        {
            var (role, purpose, item) = cells[places[i % places.Length]];
            yield return Question(OwnRequests.Any(policy, role), role, purpose, item, i);
        }
    }

    private static RequestFacts Question(Relationship relationship, string role, Purpose purpose, Item item, int place) =>
        new(OwnRequests.At, role, purpose, [item])
        {
            Relationship = relationship,
            AgeYears = place % 20,
            PregnancyRecorded = place % 3 == 0,
            Consent = new(place % 2 == 0 ? ConsentState.Given : ConsentState.NotSought),
            Flags = (place % 7 == 0 ? RequestFlags.Emergency : 0) | (place % 11 == 0 ? RequestFlags.Anomaly : 0) | (place % 13 == 0 ? RequestFlags.DutyInForce : 0),
        };
}
