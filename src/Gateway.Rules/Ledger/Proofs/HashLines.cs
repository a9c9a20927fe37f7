using System.Text;
using Gateway.Rules.Ledger.Notes;

namespace Gateway.Rules.Ledger.Proofs;

/// <summary>Proof hashes as text: one in base64 on each line. At most 63, which is all that a tree of 2^63 entries needs (C2SP tlog-witness, "add-checkpoint").</summary>
public static class HashLines
{
    /// <summary>The most hashes taken.</summary>
    public const int Most = 63;

    /// <summary>The longest text of hashes alone, in bytes.</summary>
    public const int Longest = Most * 45;

    /// <summary>The lines, each with its line feed; empty where there are no hashes.</summary>
    public static string Write(IEnumerable<byte[]> hashes) => string.Concat(hashes.Select(h => Convert.ToBase64String(h) + "\n"));

    /// <summary>Reads what <see cref="Write"/> writes.</summary>
    /// <returns>The hashes, or null.</returns>
    public static IReadOnlyList<byte[]>? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return [];
        if (bytes.Length > Longest || bytes is not [.., (byte)'\n']) return null;
        return Read(Encoding.UTF8.GetString(bytes[..^1]).Split('\n'));
    }

    internal static IReadOnlyList<byte[]>? Read(ReadOnlySpan<string> lines)
    {
        if (lines.Length > Most) return null;
        var hashes = new List<byte[]>(lines.Length);
        foreach (var line in lines)
        {
            if (StrictBase64.ReadHash(line) is not { } hash) return null;
            hashes.Add(hash);
        }

        return hashes;
    }
}
