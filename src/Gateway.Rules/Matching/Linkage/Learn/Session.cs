using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Gateway.Rules.Matching.Linkage.Learn;

/// <summary>
/// Pairs that agree on some of the evidence, so that the rest can be learned from them. Only a value that one record of each file has and
/// no more: twins, and namesakes of a day, stand in their file twice and teach nothing.
/// </summary>
internal sealed class Session
{
    private const int Codes = 1 << (3 * 5);

    private Session(ImmutableArray<EvidenceField> keys, long[] patterns, ImmutableArray<EvidenceField> free)
    {
        (Keys, Free, Pairs) = (keys, free, patterns.Sum());
        Patterns = [.. patterns.Select((count, code) => (code, count)).Where(one => one.count > 0)];
    }

    public ImmutableArray<EvidenceField> Keys { get; }

    /// <summary>What is learned here: the fields that are no key.</summary>
    public ImmutableArray<EvidenceField> Free { get; }

    /// <summary>How many pairs agree so and so: three bits a field.</summary>
    public ImmutableArray<(int Code, long Count)> Patterns { get; }

    public long Pairs { get; }

    public static int LevelIn(int code, EvidenceField field) => code >> (3 * (int)field) & 7;

    public static Session Of(LinkageRecords records, ImmutableArray<EvidenceColumn> columns, HashSet<int> seen, params ImmutableArray<EvidenceField> keys)
    {
        var own = columns.Where(column => keys.Contains(column.Field)).ToArray();
        var free = columns.Where(column => !keys.Contains(column.Field)).ToImmutableArray();
        var patterns = new long[Codes];
        foreach (var (left, right) in Alone(records, own))
        {
            patterns[Code(free, left, right)]++;
            seen.Add(left);
        }

        return new Session(keys, patterns, [.. free.Select(column => column.Field)]);
    }

    /// <summary>How many pairs have the same values, those that stand in a file more than once among them.</summary>
    public static double Agreeing(LinkageRecords records, ImmutableArray<EvidenceColumn> columns, params ImmutableArray<EvidenceField> keys) =>
        Places(records, [.. columns.Where(column => keys.Contains(column.Field))]).Values.Sum(place => (double)place.Lefts * place.Rights);

    private static IEnumerable<(int Left, int Right)> Alone(LinkageRecords records, EvidenceColumn[] keys) =>
        Places(records, keys).Values.Where(place => place is { Lefts: 1, Rights: 1 }).Select(place => (place.Left, place.Right));

    private static Dictionary<(int, int, int), Place> Places(LinkageRecords records, EvidenceColumn[] keys)
    {
        var places = new Dictionary<(int, int, int), Place>(records.Count);
        for (var record = 0; record < records.Count; record++)
        {
            var key = (keys[0].Value(record), keys[1].Value(record), keys.Length > 2 ? keys[2].Value(record) : 0);
            if (key.Item1 < 0 || key.Item2 < 0 || key.Item3 < 0) continue;
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, key, out _);
            if (record < records.LeftCount) (place.Left, place.Lefts) = (record, place.Lefts + 1);
            else (place.Right, place.Rights) = (record, place.Rights + 1);
        }

        return places;
    }

    private static int Code(ImmutableArray<EvidenceColumn> columns, int left, int right)
    {
        var code = Codes - 1;
        foreach (var column in columns)
        {
            var shift = 3 * (int)column.Field;
            code = code & ~(7 << shift) | column.Level(left, right) << shift;
        }

        return code;
    }

    private struct Place
    {
        public int Left;
        public int Right;
        public int Lefts;
        public int Rights;
    }
}
