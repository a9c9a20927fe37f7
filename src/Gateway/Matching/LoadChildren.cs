using System.Collections.Frozen;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit.Sealing;
using Gateway.Matching.Held;
using Gateway.Matching.Registrations;
using Gateway.Rules.Matching.Index;
using IndexKeys = Gateway.Rules.Matching.Index.IndexKeys;

namespace Gateway.Matching;

/// <summary>
/// Builds the index from a source of children (a JSON object a line), a line at a time. The councils of every address that ended
/// within 12 months of the reading are kept, so as time passes the set can only ask one council too many, never one too few; an
/// address that no council is known for is remembered as such. A fault names the line and quotes nothing of it.
/// </summary>
internal sealed class LoadChildren(Postcodes postcodes, MatchingTables tables, LedgerKey key, TimeProvider time)
{
    private readonly SealStatements _seal = new(key);

    public IndexKeys Keys { get; } = new(
        key.For("gateway/children/v1"u8).AsSpan(0, IndexKeys.Length), key.For("gateway/sealed-children/v1"u8).AsSpan(0, IndexKeys.Length));

    /// <summary>With what it is built: other tables make another index.</summary>
    public byte[] Tables { get; } = System.Security.Cryptography.SHA256.HashData([.. tables.NamesHash, .. postcodes.Hash]);

    public MatchingTables Matching => tables;

    public ReadHomes Homes => new(postcodes, time);

    public Recognised FromFile(string path)
    {
        var stamp = SourceStamp.Of(path);
        using var source = File.OpenRead(path);
        var gathered = new Gathered(new ChildrenIndexBuilder(tables.Names, Keys), _seal);
        var homes = Homes;
        foreach (var (number, start, text) in SourceLines.Of(source))
            gathered.Add(Read(text) ?? throw new InvalidDataException($"The snapshot of children cannot be read at line {number}."), homes, start);
        return gathered.Build(stamp);
    }

    /// <summary>A child as one line says; null where it does not read.</summary>
    public static ReadChild? Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return ReadChild.From(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private sealed class Gathered(ChildrenIndexBuilder index, SealStatements seal)
    {
        private readonly HomeSets _homes = new();
        private readonly NamePoolBuilder _names = new();
        private readonly List<HeldRow> _rows = [];
        private readonly List<uint> _lines = [];
        private readonly List<long> _canaries = [];
        private readonly List<long> _closed = [];
        private readonly List<ulong> _former = [];

        public void Add(ReadChild child, ReadHomes homes, long start)
        {
            var home = _homes.Place(homes.Of(child.Addresses, child.IsProtected));
            index.Add(child.At(_rows.Count));
            _rows.Add(HeldRow.Of(child.Number, child.Born, home, _names.Add(child.Given), _names.Add(child.Family)));
            _lines.Add(checked((uint)(start / SourceLines.Unit)));
            if (child.IsCanary) _canaries.Add(child.Number.Value);
            _former.AddRange(child.FormerNumbers.Select(former => FormerNumbers.Pair(_rows.Count - 1, former)).Order());
            _closed.AddRange(child.SealedNumbers.Select(seal.Short));
        }

        public Recognised Build(SourceStamp source)
        {
            var held = new HeldChildren([.. _rows], _names.Build(), _homes, _canaries.ToFrozenSet(), _closed.ToFrozenSet(), new FormerNumbers([.. _former]), [.. _lines]);
            _rows.Clear();
            _rows.TrimExcess();
            return new Recognised(held, index.Build(source.AsOf), source);
        }
    }
}
