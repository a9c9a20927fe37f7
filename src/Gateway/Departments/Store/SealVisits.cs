using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Audit.Sealing;
using Gateway.Rules.Identifiers;

namespace Gateway.Departments.Store;

/// <summary>
/// Who a visit is of and what was written, as the store may hold it: sealed for its place, under a key that the store does not hold. A row that was changed, or
/// put in another's place, does not open.
/// </summary>
internal sealed class SealVisits(LedgerKey key)
{
    private readonly BoundSeal _seal = new(key.For("gateway/visits/rows/v1"u8));
    private readonly byte[] _sent = key.For("gateway/visits/sent/v1"u8);
    private readonly byte[] _hashes = key.For("gateway/visits/hashes/v1"u8);

    public byte[] About(Guid visit, AboutVisit about) => _seal.Seal(about.Bytes(), Place("about", visit));

    public AboutVisit Open(Visit visit) => AboutVisit.Read(_seal.Open(visit.About, Place("about", visit.Id)));

    public byte[] Content(Guid entry, ReadOnlySpan<byte> content) => _seal.Seal(content, Place("entry", entry));

    public JsonElement Open(VisitEntry entry)
    {
        using var document = JsonDocument.Parse(_seal.Open(entry.Content, Place("entry", entry.Id)));
        return document.RootElement.Clone();
    }

    /// <summary>Tells one body from another without keeping either.</summary>
    public byte[] OfSent(string what, ReadOnlySpan<byte> body) => HMACSHA256.HashData(_sent, (byte[])[.. Encoding.UTF8.GetBytes(what + "\0"), .. body]);

    public byte[] OfEncounter(string agency, string reference) => Hashed("encounter", agency, reference);

    public byte[] OfChild(string agency, NhsNumber number) => Hashed("child", agency, number.Digits);

    /// <summary>Stands in the place of a child whom nobody could find: one for an agency, so that such visits are found again and never counted as one child's.</summary>
    public byte[] OfNobody(string agency) => Hashed("not-found", agency, "");

    public byte[] OfChild(string agency, AboutVisit about) => about.Child is { } child ? OfChild(agency, child.NhsNumber) : OfNobody(agency);

    private byte[] Hashed(string what, string agency, string text) => HMACSHA256.HashData(_hashes, Encoding.UTF8.GetBytes($"{what}\n{agency}\n{text}"));

    private static byte[] Place(string what, Guid of) => Encoding.UTF8.GetBytes($"{what}\n{of:N}");
}
