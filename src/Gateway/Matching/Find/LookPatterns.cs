using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Audit.Sealing;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Matching.Find;

/// <summary>
/// Digests under a key of their own, by which it is told that somebody asks the same again with one thing changed. With the
/// ledger alone nobody can go through names or dates.
/// </summary>
internal sealed class LookPatterns(LedgerKey key)
{
    private readonly byte[] _key = key.For("gateway/looks/v1"u8);

    public Look Of(MatchingQuestion question, DateTimeOffset at)
    {
        var (names, birth) = (Names(question), Birth(question));
        var rest = $"{PostcodeReading.Read(question.Postcode).Unit}|{Letters(question.NhsNumber)}";
        return new Look(at, Digest("names", names), Digest("birth", birth), Digest("but-names", $"{birth}|{rest}"), Digest("but-birth", $"{names}|{rest}"), IsUnsure: false);
    }

    public void Write(Utf8JsonWriter json, MatchingQuestion question)
    {
        var look = Of(question, default);
        json.WriteStartArray("digests"u8);
        foreach (var digest in (ReadOnlySpan<long>)[look.Names, look.Birth, look.ButNames, look.ButBirth]) json.WriteStringValue(digest.ToString("x16", CultureInfo.InvariantCulture));
        json.WriteEndArray();
    }

    /// <summary>A look as the ledger has it; null where the entry is of something else.</summary>
    public static Look? Read(ReadOnlyMemory<byte> common, DateTimeOffset at)
    {
        using var document = JsonDocument.Parse(common);
        var root = document.RootElement;
        if (!root.TryGetProperty("digests", out var digests) || digests.GetArrayLength() != 4) return null;
        long[] read = [.. digests.EnumerateArray().Select(one => long.Parse(one.GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
        var answer = root.TryGetProperty("answer", out var word) ? word.GetString() : null;
        var refused = root.TryGetProperty("refused", out var because) && because.GetString() is TellOfLooks.Rate or TellOfLooks.Walk;
        return new Look(at, read[0], read[1], read[2], read[3], answer is "possible" or "not-found") { IsRefused = refused };
    }

    // Spaces, a toggled sex or a pupil number that cannot be right make no other question.
    private static string Letters(string? text) => string.Concat((text ?? "").Where(char.IsAsciiDigit));

    private static string Names(MatchingQuestion question) => $"{NameFold.Of(question.Given ?? "")}|{NameFold.Of(question.Surname ?? "")}";

    private static string Birth(MatchingQuestion question) =>
        question.DateOfBirth?.ToString("O", CultureInfo.InvariantCulture) ?? question.AgeAbout?.ToString(CultureInfo.InvariantCulture) ?? "";

    private long Digest(string what, string text) => BitConverter.ToInt64(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{what}\n{text}")));
}

/// <summary>One look of one practitioner, as digests.</summary>
/// <param name="ButNames">Everything but the names: the same where only the names changed.</param>
/// <param name="ButBirth">Everything but the date of birth.</param>
/// <param name="IsUnsure">It ended in candidates or in nobody.</param>
internal sealed record Look(DateTimeOffset At, long Names, long Birth, long ButNames, long ButBirth, bool IsUnsure)
{
    /// <summary>It was beyond the limits: no look at anybody, and not counted as one.</summary>
    public bool IsRefused { get; init; }
}
