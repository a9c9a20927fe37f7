using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit.Sealing;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Policy;

namespace Gateway.Matching.Find;

/// <summary>
/// What stands for a child between looking and asking: sealed, so that it tells nothing to who holds it; good for one
/// practitioner and a quarter of an hour; the same in every process that has the ledger's key.
/// </summary>
internal sealed class MatchHandles(LedgerKey key, TimeProvider time)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private const int Nonce = 12;
    private const int Tag = 16;
    private const int Head = 2 + 8 + 32 + 8 + 4 + 1;
    private const int Longest = 4096;
    private const int Confirmed = 1;
    private const int ByFormer = 2;

    private readonly byte[] _key = key.For("gateway/matches/v1"u8);

    public string Seal(MatchHandle handle, Practitioner asker)
    {
        var question = JsonSerializer.SerializeToUtf8Bytes(handle.Question, HandleJson.Default.MatchingQuestion);
        var plain = new byte[Head + question.Length];
        plain[0] = 1;
        plain[1] = (byte)((handle.IsConfirmed ? Confirmed : 0) | (handle.IsByFormer ? ByFormer : 0));
        BinaryPrimitives.WriteInt64BigEndian(plain.AsSpan(2), (time.GetUtcNow() + Life).ToUnixTimeMilliseconds());
        Holder(asker).CopyTo(plain, 10);
        BinaryPrimitives.WriteInt64BigEndian(plain.AsSpan(42), handle.Number.Value);
        BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(50), handle.Born.DayNumber);
        plain[54] = (byte)handle.Purpose;
        question.CopyTo(plain, Head);
        var whole = new byte[Nonce + plain.Length + Tag];
        RandomNumberGenerator.Fill(whole.AsSpan(0, Nonce));
        using var aes = new AesGcm(_key, Tag);
        aes.Encrypt(whole.AsSpan(0, Nonce), plain, whole.AsSpan(Nonce, plain.Length), whole.AsSpan(Nonce + plain.Length));
        return Base64Url.EncodeToString(whole);
    }

    /// <summary>Null where it is not one of ours, is somebody else's, or has lapsed: the three are told to nobody apart.</summary>
    public MatchHandle? Open(string? text, Practitioner asker)
    {
        if (text is not { Length: > 0 and <= Longest } || !Base64Url.IsValid(text)) return null;
        var whole = Base64Url.DecodeFromChars(text);
        if (whole.Length <= Nonce + Head + Tag) return null;
        var plain = new byte[whole.Length - Nonce - Tag];
        try
        {
            using var aes = new AesGcm(_key, Tag);
            aes.Decrypt(whole.AsSpan(0, Nonce), whole.AsSpan(Nonce, plain.Length), whole.AsSpan(Nonce + plain.Length), plain);
        }
        catch (CryptographicException)
        {
            return null;
        }

        if (plain[0] != 1 || BinaryPrimitives.ReadInt64BigEndian(plain.AsSpan(2)) < time.GetUtcNow().ToUnixTimeMilliseconds()) return null;
        return CryptographicOperations.FixedTimeEquals(plain.AsSpan(10, 32), Holder(asker)) ? Read(plain) : null;
    }

    private static MatchHandle? Read(byte[] plain)
    {
        var digits = BinaryPrimitives.ReadInt64BigEndian(plain.AsSpan(42)).ToString("D10", System.Globalization.CultureInfo.InvariantCulture);
        if (NhsNumber.Read(digits, out var number) != NhsNumberFault.None) return null;
        var question = JsonSerializer.Deserialize(plain.AsSpan(Head), HandleJson.Default.MatchingQuestion);
        return question is null ? null : new MatchHandle(number, DateOnly.FromDayNumber(BinaryPrimitives.ReadInt32BigEndian(plain.AsSpan(50))), (Purpose)plain[54], question, (plain[1] & Confirmed) != 0) { IsByFormer = (plain[1] & ByFormer) != 0 };
    }

    private static byte[] Holder(Practitioner asker) => SHA256.HashData(Encoding.UTF8.GetBytes($"{asker.Agency.Id}\n{asker.Subject}"));
}

/// <summary>The child that a handle stands for, and what was asked to find them.</summary>
/// <param name="Purpose">A check for another purpose looks again.</param>
/// <param name="IsConfirmed">False for a candidate, whom nobody has confirmed.</param>
internal sealed record MatchHandle(NhsNumber Number, DateOnly Born, Purpose Purpose, MatchingQuestion Question, bool IsConfirmed)
{
    /// <summary>The NHS number that was typed is the child's, and another took its place.</summary>
    public bool IsByFormer { get; init; }

    public override string ToString() => "(a child)";
}

[System.Text.Json.Serialization.JsonSourceGenerationOptions(DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
[System.Text.Json.Serialization.JsonSerializable(typeof(MatchingQuestion))]
internal sealed partial class HandleJson : System.Text.Json.Serialization.JsonSerializerContext;
