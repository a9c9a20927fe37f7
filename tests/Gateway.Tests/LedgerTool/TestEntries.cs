using System.Security.Cryptography;
using System.Text;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Evidence;

namespace Gateway.Tests.LedgerTool;

/// <summary>Writes made-up entries as the gateway would: trails, commitments, leaves, index rows. Every tenth entry is the gateway's own; every fourth has two children.</summary>
internal sealed class TestEntries
{
    public const long Start = 1_790_000_000_000;

    private readonly Dictionary<(TrailKind, int), (long Ordinal, long Last)> _trails = [];
    private readonly Func<long, long> _time;
    private readonly long _newEpochFrom;

    private readonly long _begins;

    /// <param name="begins">The position of the first entry; before it each trail has 3 entries, the last of them where it stands minus 5.</param>
    public TestEntries(int count, Func<long, long>? time = null, long newEpochFrom = long.MaxValue, byte[]? first = null, long begins = 0)
    {
        (_time, _newEpochFrom, _begins) = (time ?? (i => Start + i * 1000), newEpochFrom, begins);
        for (var i = 0; i < count; i++) Add(i, i == 0 ? first : null);
    }

    public List<byte[]> Leaves { get; } = [];

    public List<OpenedSection> Sections { get; } = [];

    public List<IndexRow> Rows { get; } = [];

    public IEnumerable<OpenedSection> On(TrailKind kind, int who) => Sections.Where(s => _owners[(s.Index, s.Section)].Contains((kind, who)));

    private readonly Dictionary<(long, int), HashSet<(TrailKind, int)>> _owners = [];

    private void Add(int i, byte[]? body)
    {
        var own = i % 10 == 9 || body is not null;
        int[] children = own ? [] : i % 4 == 0 ? [i % 7, (i + 3) % 7] : [i % 7];
        var common = Section(i, 0, body, own ? [] : [(TrailKind.Practitioner, i % 5), (TrailKind.Agency, i % 3)]);
        var sections = children.Select((child, at) => Section(i, at + 1, null, (TrailKind.Child, child))).ToArray();
        Leaves.Add(LeafFormat.Encode(new Leaf(
            3, _time(i), Id(i, 1), Id(i, 2), (ushort)(i % 6), 1, new byte[32], common, sections.SelectMany(s => s).ToArray())));
    }

    private byte[] Section(int i, int number, byte[]? body, params (TrailKind Kind, int Who)[] on)
    {
        var epoch = (ushort)(i < _newEpochFrom ? 1 : 2);
        var trails = on.Select(o => Step(o, i, epoch)).ToArray();
        var bytes = new byte[SectionTrail.Length(trails.Length)];
        SectionTrail.Write(trails, bytes);
        bytes = [.. bytes, .. body ?? Encoding.UTF8.GetBytes($$"""{"entry":{{i}},"section":{{number}}}""")];
        var salt = SHA256.HashData(Encoding.ASCII.GetBytes($"salt {i} {number}"));
        _owners[(i, number)] = [.. on];
        Sections.Add(new OpenedSection(i, number, salt, bytes));
        Rows.AddRange(on.Select(o => new IndexRow(i, SHA256.HashData(Encoding.ASCII.GetBytes($"{o} {epoch}")), epoch)));
        var commitment = new byte[32];
        Commitment.Make(salt, bytes, commitment);
        return commitment;
    }

    private Trail Step((TrailKind Kind, int Who) on, long i, ushort epoch)
    {
        var (ordinal, last) = _trails.TryGetValue(on, out var known) ? known : _begins > 0 ? (3, _begins - 5) : (0, 0);
        _trails[on] = (ordinal + 1, _begins + i);
        return new Trail(on.Kind, epoch, ordinal + 1, ordinal == 0 ? null : last);
    }

    private static Guid Id(int i, int which) => new(SHA256.HashData(Encoding.ASCII.GetBytes($"{which} {i}")).AsSpan(0, 16));
}
