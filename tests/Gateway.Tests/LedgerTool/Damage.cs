using Gateway.Rules.Ledger.Evidence;

namespace Gateway.Tests.LedgerTool;

/// <summary>Does one of many kinds of damage to a pack, chosen by a seeded random.</summary>
internal static class Damage
{
    public static string Do(TestPack pack, TestEntries entries, int[] checkpoints, Random random)
    {
        var files = Directory.GetFiles(pack.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var file = files[random.Next(files.Length)];
        var name = Path.GetRelativePath(pack.Folder, file);
        switch (random.Next(9))
        {
            case 0: return Delete(file, name);
            case 1: return Cut(file, name, random);
            case 2: return Append(file, name);
            case 3: return Rewrite(pack, entries, random, "changed", leaves => leaves[random.Next(leaves.Count)][50] ^= 1);
            case 4: return Rewrite(pack, entries, random, "swapped", leaves => leaves.Reverse(random.Next(leaves.Count - 1), 2));
            case 5: return Rewrite(pack, entries, random, "duplicated", leaves => leaves[random.Next(leaves.Count - 1) + 1] = leaves[0]);
            case 6 when checkpoints.Length > 0: return Misplace(pack, checkpoints[random.Next(checkpoints.Length)]);
            default: return Flip(file, name, random);
        }
    }

    private static string Delete(string file, string name)
    {
        File.Delete(file);
        return $"{name} deleted";
    }

    private static string Cut(string file, string name, Random random)
    {
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..^Math.Min(bytes.Length, random.Next(1, 80))]);
        return $"{name} cut to {new FileInfo(file).Length} bytes";
    }

    private static string Append(string file, string name)
    {
        File.AppendAllText(file, "\n");
        return $"{name} with a line feed more";
    }

    private static string Flip(string file, string name, Random random)
    {
        var bytes = File.ReadAllBytes(file);
        var (at, bit) = (random.Next(Math.Max(bytes.Length, 1)), random.Next(8));
        if (bytes.Length > 0) bytes[at] ^= (byte)(1 << bit);
        File.WriteAllBytes(file, bytes);
        return $"{name} with bit {bit} of byte {at} flipped";
    }

    private static string Rewrite(TestPack pack, TestEntries entries, Random random, string how, Action<List<byte[]>> change)
    {
        var leaves = entries.Leaves.Select(l => l.ToArray()).ToList();
        if (leaves.Count < 2) return "nothing";
        change(leaves);
        pack.WriteTiles(leaves);
        return $"rows {how} and all tiles fitted ({random.Next()})";
    }

    private static string Misplace(TestPack pack, int size)
    {
        File.Copy(pack.At(PackPaths.Checkpoint), pack.At(PackPaths.CheckpointOf(size)), overwrite: true);
        return $"the last checkpoint in place of the one of {size}";
    }
}
