using Gateway.Agencies;
using Gateway.Audit.Sealing;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Index;
using IndexKeys = Gateway.Rules.Matching.Index.IndexKeys;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Matching;

/// <summary>The matcher over the children of the snapshot. It is built beside the start; whoever asks before it is there waits for it.</summary>
internal sealed class FindInIndex
{
    private readonly MatchingTables _tables;
    private readonly TimeProvider _time;
    private readonly Task<ChildrenIndex> _index;

    public FindInIndex(IReadOnlyList<ReadChild> children, MatchingTables tables, LedgerKey key, TimeProvider time, DateTimeOffset asOf)
    {
        (_tables, _time, AsOf) = (tables, time, asOf);
        var keys = new IndexKeys(key.For("gateway/children/v1"u8).AsSpan(0, IndexKeys.Length), key.For("gateway/sealed-children/v1"u8).AsSpan(0, IndexKeys.Length));
        _index = Task.Run(() => Build(children, keys));
    }

    public DateTimeOffset AsOf { get; }

    public string Parameters => _tables.Parameters.Version;

    public Rejection? WhyRejected(MatchingQuestion question) => FindChild.WhyRejected(_tables.Names, _tables.Parameters, question, Today);

    public MatchingOutcome Run(MatchingQuestion question) => FindChild.In(_index.GetAwaiter().GetResult(), _tables.Parameters, question, Today);

    private DateOnly Today => LondonTime.Day(_time.GetUtcNow());

    private ChildrenIndex Build(IReadOnlyList<ReadChild> children, IndexKeys keys)
    {
        var builder = new ChildrenIndexBuilder(_tables.Names, keys);
        for (var at = 0; at < children.Count; at++) builder.Add(children[at].At(at));
        return builder.Build(AsOf);
    }
}
