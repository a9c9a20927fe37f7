using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Audit.Sealing;
using Gateway.Hosting;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals.Store;

/// <summary>
/// What people wrote about a family, as the store may hold it: sealed for its place, under a key that the store does not hold. A row that was changed, or put in
/// another's place, does not open.
/// </summary>
internal sealed class SealReferrals(LedgerKey key)
{
    private readonly BoundSeal _seal = new(key.For("gateway/referrals/rows/v1"u8));
    private readonly byte[] _same = key.For("gateway/referrals/same-child/v1"u8);
    private readonly byte[] _sent = key.For("gateway/referrals/sent/v1"u8);

    /// <summary>Tells one body from another without keeping either.</summary>
    public byte[] OfSent(string what, ReadOnlySpan<byte> body) => HMACSHA256.HashData(_sent, (byte[])[.. Encoding.UTF8.GetBytes(what + "\0"), .. body]);

    public byte[] Task(Guid referral, string task, ReadOnlySpan<byte> content) => _seal.Seal(content, Place("task", referral, task));

    public byte[] Open(ReferralTask task) => _seal.Open(task.Content, Place("task", task.Referral, task.Task));

    public byte[] About(Guid child, AboutChild about) => _seal.Seal(about.Bytes(), Place("about", child));

    /// <summary>By which other referrals of the child are found, without what it is made of: of the number, and of what the child is called with the day of birth.</summary>
    public (byte[]? Number, byte[]? Called) KeysOf(AboutChild about) => (
        about.Number is { } number ? KeyOf(number) : null,
        about.Born is { } born ? Key(string.Create(CultureInfo.InvariantCulture, $"called\n{about.Name.Trim().ToUpperInvariant()}\n{born:O}")) : null);

    public byte[] KeyOf(Rules.Identifiers.NhsNumber number) => Key("number\n" + number.Digits);

    public AboutChild Open(ReferralChild child) => AboutChild.Read(_seal.Open(child.About, Place("about", child.Id)));

    /// <summary>Nothing where nothing was written.</summary>
    public byte[] Texts(Guid step, ImmutableDictionary<ReferralText, string> texts) => texts.IsEmpty ? [] : _seal.Seal(JsonBytes.Of(json =>
    {
        foreach (var (text, written) in texts.OrderBy(each => each.Key)) json.WriteString(text.Word(), written);
    }), Place("texts", step));

    public ImmutableDictionary<ReferralText, string> Open(ReferralStep step)
    {
        if (step.Texts.Length == 0) return ImmutableDictionary<ReferralText, string>.Empty;
        using var document = JsonDocument.Parse(_seal.Open(step.Texts, Place("texts", step.Id)));
        return document.RootElement.EnumerateObject().ToImmutableDictionary(
            each => ReferralTextWords.TryRead(each.Name, out var text) ? text : throw new InvalidDataException("A stored text of a referral does not read."),
            each => each.Value.GetString()!);
    }

    public byte[] AboutAttachment(Guid attachment, AboutAttachment about) => _seal.Seal(about.Bytes(), Place("attachment", attachment));

    public AboutAttachment Open(ReferralAttachment attachment) => Store.AboutAttachment.Read(_seal.Open(attachment.About, Place("attachment", attachment.Id)));

    /// <param name="number">Which of its parts: one in another's place does not open.</param>
    public byte[] Part(Guid attachment, int number, ReadOnlySpan<byte> content) => _seal.Seal(content, PlaceOfPart(attachment, number));

    public byte[] Open(ReferralAttachmentPart part) => _seal.Open(part.Content, PlaceOfPart(part.Attachment, part.Number));

    private byte[] Key(string text) => HMACSHA256.HashData(_same, Encoding.UTF8.GetBytes(text));

    private static byte[] PlaceOfPart(Guid attachment, int number) => Place("attachment-part", attachment, number.ToString(CultureInfo.InvariantCulture));

    private static byte[] Place(string what, Guid of, string more = "") => Encoding.UTF8.GetBytes($"{what}\n{of:N}\n{more}");
}
