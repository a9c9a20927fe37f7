using System.Buffers.Binary;
using System.Security.Cryptography;
using Gateway.Audit;
using Gateway.Rules.Ledger;

namespace Gateway.Benchmarks.Ledger.Growth;

/// <summary>
/// Entries that were there before: whole leaves under a whole tree, each on the trails of a child, a practitioner and an agency.
/// They carry no sealed sections, so that fifty million fit on a disk; nobody searches for their children.
/// </summary>
internal sealed class BulkRows(Frontier frontier, long first, long timeMilliseconds, ushort epoch)
{
    private const int Children = 12_000_000;
    private const int Practitioners = 200_000;
    private const int Agencies = 1500;
    private static readonly byte[] Nothing = RandomNumberGenerator.GetBytes(TreeHash.Length);
    private readonly byte[] _leaf = new byte[LeafFormat.Length(1)];
    private readonly byte[] _hash = new byte[TreeHash.Length];

    public const int Trails = 3;

    public Frontier Frontier => frontier;

    public long First => first;

    public long TimeMilliseconds => timeMilliseconds;

    public ushort Epoch => epoch;

    /// <summary>Of the leaf in hand.</summary>
    public byte[] Leaf => _leaf;

    public byte[] Hash => _hash;

    /// <summary>The next leaf, which now is in the tree.</summary>
    public (Guid Entry, Guid Interaction) Next(long row)
    {
        var leaf = new Leaf(
            (byte)EntryType.Search, timeMilliseconds, Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(timeMilliseconds)), Mixed(3, row),
            (ushort)AgencyClass.NhsTrust, (byte)EntryOutcome.Noted, Nothing, Nothing, Nothing);
        LeafFormat.Encode(leaf, _leaf);
        TreeHash.OfLeaf(_leaf, _hash);
        frontier.Append(_hash);
        return (leaf.EntryId, leaf.InteractionId);
    }

    /// <summary>On whose trail a row lies: a child, then a practitioner, then an agency.</summary>
    public static Guid Token(long row, int trail) => Mixed(trail, row % Of(trail));

    /// <summary>The heads of a trail's subjects when so many rows are there.</summary>
    public IEnumerable<(Guid Token, long Ordinal, long Last)> Heads(int trail, long rows)
    {
        var subjects = Of(trail);
        for (long one = 0; one < Math.Min(subjects, rows); one++)
        {
            var ordinal = ((rows - one - 1) / subjects) + 1;
            yield return (Mixed(trail, one), ordinal, first + one + ((ordinal - 1) * subjects));
        }
    }

    private static int Of(int trail) => trail switch { 0 => Children, 1 => Practitioners, _ => Agencies };

    // As scattered as a keyed hash, and the same again.
    private static Guid Mixed(int trail, long number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Mix((ulong)number + ((ulong)trail << 60)));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Mix((ulong)number + ((ulong)(trail + 8) << 60)));
        return new Guid(bytes, bigEndian: true);
    }

    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
