using System.Collections.Immutable;
using Gateway.Rules.Matching.Linkage.Columns;

namespace Gateway.Rules.Matching.Linkage.Blocking;

/// <summary>The pairs to be compared, each once, by their left record and then their right one.</summary>
/// <param name="ByPerson">Whether a key of the person found the pair, so that it may be learned from.</param>
/// <param name="Families">The keys by which they were found; empty where every pair there is was taken.</param>
/// <param name="Skipped">How many lists were longer than the cap and left out.</param>
internal sealed record CandidatePairs(int[] Left, int[] Right, bool[] ByPerson, ImmutableArray<KeyFamily> Families, long Skipped)
{
    private const int LongestList = 256;
    private const long FewEnoughForAll = 600_000;
    private const int Chunk = 512;

    public static CandidatePairs Of(LinkageRecords records, ImmutableArray<FieldColumn> columns, Action<double> progress)
    {
        if (records.PairCount <= FewEnoughForAll) return All(records, columns);
        var families = BlockingPlan.For(columns, records.RightCount);
        var postings = new Postings[families.Length];
        var from = records.IsOneFile ? 0 : records.LeftCount;
        Parallel.For(0, families.Length, i => postings[i] = Postings.Of(families[i], from, records.Count));
        var chunks = new Found[(records.LeftCount + Chunk - 1) / Chunk];
        var done = 0;
        Parallel.For(0, chunks.Length, i =>
        {
            chunks[i] = Gather(records, postings, i * Chunk, Math.Min((i + 1) * Chunk, records.LeftCount));
            progress(Interlocked.Increment(ref done) / (double)chunks.Length);
        });
        return new(
            [.. chunks.SelectMany(chunk => chunk.Left)], [.. chunks.SelectMany(chunk => chunk.Right)], [.. chunks.SelectMany(chunk => chunk.ByPerson)],
            families, chunks.Sum(chunk => chunk.Skipped));
    }

    private static Found Gather(LinkageRecords records, Postings[] postings, int from, int to)
    {
        var found = new Found();
        var (places, keys, list) = (new int[records.Count], new List<ulong>(), new List<int>());
        for (var left = from; left < to; left++)
        {
            var first = found.Left.Count;
            foreach (var posting in postings)
            {
                keys.Clear();
                posting.Family.Keys(left, keys);
                foreach (var key in keys)
                    if (posting.Under(key, LongestList, list)) found.Take(left, list, posting.Family.IsOfPerson, records.IsOneFile, places, first);
                    else found.Skipped++;
            }
        }

        return found;
    }

    private static CandidatePairs All(LinkageRecords records, ImmutableArray<FieldColumn> columns)
    {
        var count = (int)records.PairCount;
        var (lefts, rights, person, at) = (new int[count], new int[count], new bool[count], 0);
        var own = columns.Where(column => !column.Field.IsHousehold).ToArray();
        for (var left = 0; left < records.LeftCount; left++)
            for (var right = records.IsOneFile ? left + 1 : records.LeftCount; right < records.Count; right++, at++)
                (lefts[at], rights[at], person[at]) = (left, right, Array.Exists(own, column => column.Values[left] >= 0 && column.Values[left] == column.Values[right]));
        return new(lefts, rights, person, [], 0);
    }

    private sealed class Found
    {
        public List<int> Left { get; } = [];

        public List<int> Right { get; } = [];

        public List<bool> ByPerson { get; } = [];

        public long Skipped { get; set; }

        // places[right] holds where the pair with this right record was put, plus one; older places lie before first.
        public void Take(int left, List<int> list, bool isOfPerson, bool isOneFile, int[] places, int first)
        {
            foreach (var right in list)
            {
                if (isOneFile && right <= left) continue;
                var place = places[right] - 1;
                if (place < first)
                {
                    places[right] = Left.Count + 1;
                    Left.Add(left);
                    Right.Add(right);
                    ByPerson.Add(isOfPerson);
                }
                else if (isOfPerson) ByPerson[place] = true;
            }
        }
    }
}
