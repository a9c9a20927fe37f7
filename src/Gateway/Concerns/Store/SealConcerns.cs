using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Audit.Sealing;

namespace Gateway.Concerns.Store;

/// <summary>What staff wrote, as the store may hold it: sealed for its place, under a key that the store does not hold.</summary>
internal sealed class SealConcerns(LedgerKey key)
{
    private readonly BoundSeal _seal = new(key.For("gateway/concerns/rows/v1"u8));
    private readonly byte[] _sent = key.For("gateway/concerns/sent/v1"u8);

    /// <summary>Tells one body from another without keeping either.</summary>
    public byte[] OfSent(string what, JsonElement body) => HMACSHA256.HashData(_sent, Encoding.UTF8.GetBytes(what + "\0" + body.GetRawText()));

    public byte[] Content(Guid concern, JsonElement written) => _seal.Seal(Encoding.UTF8.GetBytes(written.GetRawText()), Place("concern", concern));

    public JsonElement Open(Concern concern) => Read(_seal.Open(concern.Content, Place("concern", concern.Id)));

    public byte[] Named(Guid concern, JsonElement named) => _seal.Seal(Encoding.UTF8.GetBytes(named.GetRawText()), Place("named", concern));

    public JsonElement? OpenNamed(Concern concern) => concern.Named is { } named ? Read(_seal.Open(named, Place("named", concern.Id))) : null;

    public byte[] Note(Guid note, JsonElement written) => _seal.Seal(Encoding.UTF8.GetBytes(written.GetRawText()), Place("note", note));

    public JsonElement Open(ConcernNote note) => Read(_seal.Open(note.Content, Place("note", note.Id)));

    public byte[] File(Guid file, JsonElement copied) => _seal.Seal(Encoding.UTF8.GetBytes(copied.GetRawText()), Place("file", file));

    public JsonElement Open(Files.SchoolFile file) => Read(_seal.Open(file.Content, Place("file", file.Id)));

    public byte[] Typed(string agency, string person, string page, byte[] boxes) => _seal.Seal(boxes, Place(agency, person, page));

    public byte[] Open(TypedPage typed) => _seal.Open(typed.Content, Place(typed.Agency, typed.Person, typed.Page));

    private static JsonElement Read(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.Clone();
    }

    // Whose it is and of which page: put in another's place it does not open.
    private static byte[] Place(string agency, string person, string page) => JsonSerializer.SerializeToUtf8Bytes((string[])["typed", agency, person, page]);

    private static byte[] Place(string what, Guid of) => Encoding.UTF8.GetBytes($"{what}\n{of:N}");
}
