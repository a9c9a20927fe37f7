using BenchmarkDotNet.Attributes;
using Gateway.Rules.Ledger;

namespace Gateway.Benchmarks.Unit;

/// <summary>What each entry costs the ledger before it is stored.</summary>
[MemoryDiagnoser]
public class LedgerBenchmarks
{
    // 2^20 - 1: a right edge as wide as it gets.
    private const long AMillionOrSo = 1_048_575;

    private readonly byte[] _bytes = new byte[LeafFormat.Length(1)];
    private readonly byte[] _hash = new byte[TreeHash.Length];
    private readonly byte[] _root = new byte[TreeHash.Length];
    private readonly Frontier _frontier = Frontier.Read(AMillionOrSo, new byte[20 * TreeHash.Length])!;
    private readonly Frontier _edge = Frontier.Read(AMillionOrSo, new byte[20 * TreeHash.Length])!;
    private Leaf _leaf = null!;

    [GlobalSetup]
    public void Prepare() => _leaf = new Leaf(
        2, 1_795_000_000_000, Guid.NewGuid(), Guid.NewGuid(), 2, 1, new byte[TreeHash.Length], new byte[TreeHash.Length], new byte[TreeHash.Length]);

    [Benchmark(Description = "Leaf: encode and hash")]
    public void EncodeAndHash()
    {
        LeafFormat.Encode(_leaf, _bytes);
        TreeHash.OfLeaf(_bytes, _hash);
    }

    [Benchmark(Description = "Tree: append one leaf")]
    public void Append() => _frontier.Append(_hash);

    [Benchmark(Description = "Tree: root of a million leaves")]
    public void Root() => _edge.Root(_root);
}
