using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Audit.Sealing;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Rules.Identifiers;

namespace Gateway.Retention.Store;

/// <summary>Whom a hold is about and why, as the store may hold it: sealed for its place, under a key that the store does not hold.</summary>
internal sealed class SealHolds(LedgerKey key)
{
    private readonly BoundSeal _seal = new(key.For("gateway/retention/rows/v1"u8));
    private readonly byte[] _digests = key.For("gateway/retention/digests/v1"u8);

    public byte[] Child(NhsNumber number) => HMACSHA256.HashData(_digests, Encoding.ASCII.GetBytes("child\0" + number.Digits));

    /// <summary>Tells one body from another without keeping either.</summary>
    public byte[] OfSent(JsonElement body) => HMACSHA256.HashData(_digests, Encoding.UTF8.GetBytes("sent\0" + body.GetRawText()));

    public byte[] About(Guid hold, AboutHold about) => _seal.Seal(about.Bytes(), Place("about", hold));

    public AboutHold Open(Hold hold) => AboutHold.Read(_seal.Open(hold.About, Place("about", hold.Id)));

    public byte[] Why(Guid hold, string why) => _seal.Seal(Encoding.UTF8.GetBytes(why), Place("lift", hold));

    public string? OpenWhy(Hold hold) => hold.LiftWhy is { } why ? Encoding.UTF8.GetString(_seal.Open(why, Place("lift", hold.Id))) : null;

    private static byte[] Place(string what, Guid of) => Encoding.UTF8.GetBytes($"{what}\n{of:N}");
}

/// <summary>Whom a hold is about, where it is about one child, and why it was put on.</summary>
internal sealed record AboutHold(ChildAsked? Child, string Reason)
{
    public byte[] Bytes() => JsonBytes.Of(json =>
    {
        if (Child is { } child)
        {
            json.WriteString("nhsNumber"u8, child.NhsNumber.Digits);
            json.WriteString("born"u8, child.DateOfBirth.ToString("O", CultureInfo.InvariantCulture));
        }

        json.WriteString("reason"u8, Reason);
    });

    public static AboutHold Read(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        return new AboutHold(ChildOf(root), root.GetProperty("reason").GetString()!);
    }

    public override string ToString() => "(a hold)";

    private static ChildAsked? ChildOf(JsonElement root)
    {
        if (!root.TryGetProperty("nhsNumber", out var text)) return null;
        if (NhsNumber.Read(text.GetString(), out var number) != NhsNumberFault.None) throw new InvalidDataException("A stored NHS number does not read.");
        return new ChildAsked(number, DateOnly.ParseExact(root.GetProperty("born").GetString()!, "O", CultureInfo.InvariantCulture));
    }
}
