using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Agencies.Tokens;
using Gateway.Rules.Federation.Pointers;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Federation.Pointers.Signing;

/// <summary>An envelope as it was signed: a compact JWS (ES256) of its own type, so that nothing else that a custodian signs can stand for it.</summary>
internal sealed record SignedEnvelope(string Text, string? KeyId, ListEnvelope Envelope)
{
    private static readonly CryptoProviderFactory Crypto = new() { CacheSignatureProviders = false };

    /// <summary>It is this custodian's, and of kinds that it is authoritative for.</summary>
    public bool IsOf(Custodian custodian) =>
        Envelope.Custodian == custodian.Id && (Envelope.Covers & ~custodian.AuthoritativeFor.Aggregate(PointerKinds.None, (all, item) => all | PointerKindWords.Of(item))) == 0;

    /// <summary>One of the keys vouches for it.</summary>
    public bool IsVouchedFor(KeySet keys)
    {
        var end = Text.LastIndexOf('.');
        var (signed, signature) = (Encoding.ASCII.GetBytes(Text[..end]), Base64Url.DecodeFromChars(Text.AsSpan(end + 1)));
        foreach (var key in keys.Named(KeyId))
            if (key.IsSupportedAlgorithm(SecurityAlgorithms.EcdsaSha256) && Verifies(key, signed, signature)) return true;
        return false;
    }

    private static bool Verifies(SecurityKey key, byte[] signed, byte[] signature)
    {
        using var verifying = Crypto.CreateForVerifying(key, SecurityAlgorithms.EcdsaSha256);
        return verifying.Verify(signed, signature);
    }
}

/// <summary>Reads an envelope strictly: what is not exactly one gives null, and nothing of it goes any further.</summary>
internal static class ReadEnvelope
{
    public const string Type = "gateway-pointers+jws";

    private const int Longest = 4096;
    private const int MostUnlisted = 10_000_000;
    private const long LargestSequence = 1L << 52;

    public static SignedEnvelope? From(ReadOnlyMemory<byte> line)
    {
        try
        {
            if (line.Length > Longest) return null;
            using var document = JsonDocument.Parse(line, StrictJson.Options);
            return Of(document.RootElement.Only("envelope").GetProperty("envelope").GetString());
        }
        catch (Exception fault) when (StrictJson.IsFault(fault))
        {
            return null;
        }
    }

    /// <exception cref="FormatException">Or any that <see cref="StrictJson.IsFault"/> knows: a part of it is not what it should be.</exception>
    public static SignedEnvelope? Of(string? text) =>
        text is { Length: <= Longest } && text.Split('.') is [var head, var payload, var signature] && Base64Url.IsValid(signature) ? Read(text, head, payload) : null;

    private static SignedEnvelope Read(string text, string head, string payload)
    {
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(head), StrictJson.Options);
        using var body = JsonDocument.Parse(Base64Url.DecodeFromChars(payload), StrictJson.Options);
        var of = header.RootElement.Only("alg", "typ", "kid");
        if (!of.GetProperty("alg").ValueEquals("ES256") || !of.GetProperty("typ").ValueEquals(Type)) throw new FormatException();
        return new SignedEnvelope(text, of.TryGetProperty("kid", out var key) ? key.GetString() : null, Envelope(body.RootElement));
    }

    private static ListEnvelope Envelope(JsonElement of)
    {
        of.Only("custodian", "sequence", "kind", "signedAt", "content", "list", "covers", "unlisted");
        return new ListEnvelope(
            of.GetProperty("custodian").Text(64), Between(of.GetProperty("sequence").GetInt64(), 1, LargestSequence), Kind(of.GetProperty("kind").GetString()),
            of.GetProperty("signedAt").Instant(), Hash(of.GetProperty("content")), Hash(of.GetProperty("list")), Kinds(of.GetProperty("covers")),
            (int)Between(of.GetProperty("unlisted").GetInt32(), 0, MostUnlisted));
    }

    private static SubmissionKind Kind(string? word) => word switch
    {
        "whole" => SubmissionKind.Whole,
        "change" => SubmissionKind.Change,
        "same" => SubmissionKind.Same,
        _ => throw new FormatException(),
    };

    internal static PointerKinds Kinds(JsonElement list)
    {
        var kinds = PointerKinds.None;
        foreach (var word in list.EnumerateArray())
            kinds |= PointerKindWords.TryRead(word.GetString(), out var kind) && (kinds & kind) == 0 ? kind : throw new FormatException();
        return kinds == PointerKinds.None ? throw new FormatException() : kinds;
    }

    private static string Hash(JsonElement element) =>
        element.GetString() is { Length: 64 } text && text.All(char.IsAsciiHexDigitLower) ? text : throw new FormatException();

    private static long Between(long number, long least, long most) => number >= least && number <= most ? number : throw new FormatException();
}
