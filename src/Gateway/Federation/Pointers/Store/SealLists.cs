using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Gateway.Audit.Sealing;
using Gateway.Hosting;
using Gateway.Rules.Federation.Pointers;

namespace Gateway.Federation.Pointers.Store;

/// <summary>Lists as the store may hold them: sealed for their custodian and their number. A row that was changed or exchanged does not open.</summary>
internal sealed class SealLists(LedgerKey key)
{
    private readonly BoundSeal _seal = new(key.For("gateway/pointers/rows/v1"u8));

    public byte[] Seal(ListHeld list) => _seal.Seal(
        JsonBytes.Of(json =>
        {
            json.WriteNumber("signedAt"u8, list.Taken.SignedAt.UtcTicks);
            json.WriteString("list"u8, list.Taken.List);
            json.WriteNumber("asOf"u8, list.Standing.AsOf.UtcTicks);
            json.WriteNumber("covers"u8, (int)list.Standing.Covers);
            json.WriteNumber("unlisted"u8, list.Standing.Unlisted);
            json.WriteNumber("described"u8, list.Standing.Described);
            json.WriteNumber("epoch"u8, list.Epoch);
            json.WriteNumber("whole"u8, list.Whole);
            json.WriteNumber("changes"u8, list.Changes);
        }),
        Place("list", list.Custodian, list.Taken.Sequence));

    public ListHeld Open(PointerList row)
    {
        using var document = JsonDocument.Parse(_seal.Open(row.Sealed, Place("list", row.Custodian, row.Sequence)));
        var of = document.RootElement;
        var covers = (PointerKinds)of.GetProperty("covers").GetInt32();
        return new ListHeld(
            row.Custodian,
            new ListTaken(row.Sequence, Instant(of, "signedAt"), of.GetProperty("list").GetString()!, covers),
            new ListStanding(Instant(of, "asOf"), covers, of.GetProperty("unlisted").GetInt32(), of.GetProperty("described").GetInt32()),
            of.GetProperty("epoch").GetInt32(), of.GetProperty("whole").GetInt64(), of.GetProperty("changes").GetInt32());
    }

    public byte[] Seal(string custodian, long sequence, ImmutableArray<ulong> tokens) =>
        _seal.Seal(MemoryMarshal.AsBytes(tokens.AsSpan()), Place("content", custodian, sequence));

    public ImmutableArray<ulong> Open(PointerContent row) =>
        [.. MemoryMarshal.Cast<byte, ulong>(_seal.Open(row.Sealed, Place("content", row.Custodian, row.Sequence)))];

    private static byte[] Place(string what, string custodian, long sequence) => Encoding.UTF8.GetBytes($"{what}\n{custodian}\n{sequence}");

    private static DateTimeOffset Instant(JsonElement of, string name) => new(of.GetProperty(name).GetInt64(), TimeSpan.Zero);
}
