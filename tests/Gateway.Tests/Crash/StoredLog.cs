using Gateway.Audit;
using Gateway.Rules.Ledger;

namespace Gateway.Tests.Crash;

/// <summary>The log as its rows say, re-hashed here: nothing the gateway says about itself is believed.</summary>
internal sealed class StoredLog
{
    private readonly List<Leaf> _leaves = [];
    private readonly List<string> _hashes = [];
    private readonly List<string> _heads = [Convert.ToHexStringLower(TreeHash.Empty)];

    private StoredLog() { }

    public int Size => _leaves.Count;

    public Leaf this[long index] => _leaves[(int)index];

    /// <summary>Reads every row; fails where one is missing, doubled or not what its hash says, or where the head is another.</summary>
    public static async Task<StoredLog> ReadAsync(CrashStore store)
    {
        await using var connection = await store.ConnectToLedgerAsync();
        await using var snapshot = store.Snapshot(connection);
        await using var command = CrashStore.Command(connection, $"select idx, leaf, leaf_hash from {store.Entries} where log_id = 1 order by idx");
        command.Transaction = snapshot;
        var log = new StoredLog();
        var frontier = new Frontier();
        await using (var row = await command.ExecuteReaderAsync())
            while (await row.ReadAsync()) log.Add(frontier, row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2));

        command.CommandText = $"select size, root from {store.Head} where log_id = 1";
        await using var head = await command.ExecuteReaderAsync();
        Assert.True(await head.ReadAsync());
        Assert.Equal((log.Size, log._heads[^1]), ((int)head.GetInt64(0), Convert.ToHexStringLower(head.GetFieldValue<byte[]>(1))));
        return log;
    }

    /// <summary>Every acknowledged entry is at its place, as it was acknowledged, under the tree head that was promised.</summary>
    public void Holds(IEnumerable<Promised> acknowledged) => Assert.All(acknowledged, receipt =>
    {
        Assert.InRange(receipt.Entry, 0, Size - 1);
        Assert.InRange(receipt.TreeSize, receipt.Entry + 1, Size);
        Assert.Equal(receipt.EntryId, this[receipt.Entry].EntryId);
        Assert.Equal(receipt.LeafHash, _hashes[(int)receipt.Entry]);
        Assert.Equal(receipt.TreeHead, _heads[(int)receipt.TreeSize]);
    });

    /// <summary>The root of the first so many entries.</summary>
    public string HeadAt(long size) => _heads[(int)size];

    /// <summary>No question that was decided in favour is without an answer or an end, and none was ended twice as unknown.</summary>
    /// <param name="norAnswers">Nor is an answer without what became of it.</param>
    public void LeavesNothingOpen(bool norAnswers = false)
    {
        var over = _leaves.Where(leaf => (EntryType)leaf.Type == EntryType.Outcome || !norAnswers && (EntryType)leaf.Type == EntryType.Disclosure).Select(leaf => leaf.InteractionId).ToHashSet();
        Assert.DoesNotContain(_leaves, leaf => IsInFavour(leaf) && !over.Contains(leaf.InteractionId));
        var unknown = _leaves.Where(leaf => (EntryType)leaf.Type == EntryType.Outcome && (EntryOutcome)leaf.Outcome == EntryOutcome.Unknown).Select(leaf => leaf.InteractionId).ToList();
        Assert.Equal(unknown.Count, unknown.Distinct().Count());
    }

    private static bool IsInFavour(Leaf leaf) =>
        (EntryType)leaf.Type == EntryType.Decision && (EntryOutcome)leaf.Outcome is EntryOutcome.Permit or EntryOutcome.Partial;

    private void Add(Frontier frontier, long index, byte[] bytes, byte[] storedHash)
    {
        Assert.Equal(Size, index);
        var hash = TreeHash.OfLeaf(bytes);
        Assert.Equal(hash, storedHash);
        Assert.Equal(LeafFault.None, LeafFormat.Decode(bytes, out var leaf));
        frontier.Append(hash);
        _leaves.Add(leaf!);
        _hashes.Add(Convert.ToHexStringLower(hash));
        _heads.Add(Convert.ToHexStringLower(frontier.Root()));
    }
}
