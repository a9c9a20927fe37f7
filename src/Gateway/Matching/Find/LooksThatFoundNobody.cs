using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit.Sealing;
using Gateway.Hosting;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Matching.Find;

/// <summary>
/// What stands for a look that found nobody, so that work can go on with exactly what was looked for: sealed, good for one practitioner and a quarter of an hour. Nobody gets
/// one without a look that was counted and recorded.
/// </summary>
internal sealed class LooksThatFoundNobody(LedgerKey key, TimeProvider time)
{
    private const int Longest = 4096;

    private readonly BoundSeal _seal = new(key.For("gateway/looks/nobody/v1"u8));

    /// <param name="look">The ledger's entry of it.</param>
    public string Seal(Guid look, MatchingQuestion question, Practitioner asker) => Base64Url.EncodeToString(_seal.Seal(JsonBytes.Of(json =>
    {
        json.WriteString("look"u8, look);
        json.WriteString("until"u8, time.GetUtcNow() + MatchHandles.Life);
        json.WritePropertyName("asked"u8);
        JsonSerializer.Serialize(json, question, HandleJson.Default.MatchingQuestion);
    }), Holder(asker)));

    /// <summary>Null where it is not one of ours, is somebody else's, or has lapsed: the three are told to nobody apart.</summary>
    public LookThatFoundNobody? Open(string? text, Practitioner asker)
    {
        if (text is not { Length: > 0 and <= Longest } || !Base64Url.IsValid(text)) return null;
        try
        {
            using var document = JsonDocument.Parse(_seal.Open(Base64Url.DecodeFromChars(text), Holder(asker)));
            var root = document.RootElement;
            if (root.GetProperty("until").GetDateTimeOffset() < time.GetUtcNow()) return null;
            return root.GetProperty("asked").Deserialize(HandleJson.Default.MatchingQuestion) is { } question ? new LookThatFoundNobody(root.GetProperty("look").GetGuid(), question) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[] Holder(Practitioner asker) => SHA256.HashData(Encoding.UTF8.GetBytes($"{asker.Agency.Id}\n{asker.Subject}"));
}

/// <param name="Look">The ledger's entry of it.</param>
/// <param name="Question">What was typed.</param>
internal sealed record LookThatFoundNobody(Guid Look, MatchingQuestion Question)
{
    public override string ToString() => "(a child)";
}
