using System.Collections.Immutable;
using Gateway.Rules.Federation;

namespace Gateway.Rules.Policy.Cases;

/// <summary>What the policy answers to the request of a case.</summary>
/// <param name="Decision">After the record was read and every custodian had spoken.</param>
public sealed record CaseAnswer(Decision Decision, ImmutableArray<ItemAnswer> Items)
{
    /// <summary>Decides, first from the request alone and then with the record, and combines what the custodians said.</summary>
    public static CaseAnswer Of(PolicyBundle policy, CaseRequest request, ImmutableArray<SourceState> sources)
    {
        var asked = Decide.Request(policy, request.Facts);
        var decided = Decide.WithRecord(policy, asked, request.Facts, request.Record);
        var statuses = asked.Items.Select(item => CaseStatus.Of(item, request, sources)).ToArray();
        var found = asked.Items.Zip(statuses).Where(pair => pair.Second.Combined is not null)
            .Select(pair => new ItemFound(pair.First.Item, pair.Second.Combined!)).ToArray();
        decided = SourceObligations.Add(decided, request.Facts, found);
        return new CaseAnswer(decided, [.. decided.Items.Select((item, i) => Answer(decided, item, statuses[i]))]);
    }

    /// <summary>The answer for one item; null where it was not asked for.</summary>
    public ItemAnswer? For(Item item) => Items.FirstOrDefault(answer => answer.Item == item);

    private static ItemAnswer Answer(Decision decision, ItemDecision item, CaseStatus status)
    {
        foreach (var left in decision.SensitiveAttendance)
            if (left.Item == item.Item) return new ItemAnswer(item.Item, Cell(left), Cell(item), status);
        return new ItemAnswer(item.Item, Cell(item), null, status);
    }

    private static CaseCell Cell(in ItemDecision item) => new(item.Outcome, item.Reason, item.Emergency);
}

/// <summary>The answer for one item.</summary>
/// <param name="Cell">The outcome; that of the sensitive attendance alone where there are <paramref name="Others"/>.</param>
/// <param name="Others">What every other attendance has, which is what the asker sees.</param>
public sealed record ItemAnswer(Item Item, CaseCell Cell, CaseCell? Others, CaseStatus Status);
