using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Rules.Ledger.Checkpoints;

namespace Gateway.Rules.Ledger.Evidence;

/// <summary>
/// How a new log goes on from the last: the common section of its entry 0 is JSON with the member <c>previousLog</c>, the SHA-256 of the text of the
/// last log's final checkpoint in base64. Signatures are not hashed, since witnesses may add theirs afterwards.
/// </summary>
public static class PreviousLog
{
    /// <summary>The member's name.</summary>
    public const string Member = "previousLog";

    /// <summary>32 bytes that stand for a checkpoint.</summary>
    public static byte[] Digest(Checkpoint last)
    {
        ArgumentNullException.ThrowIfNull(last);
        return SHA256.HashData(last.ToText());
    }

    /// <summary>True where a section, with or without trails before it, names this checkpoint.</summary>
    public static bool IsNamed(Checkpoint last, ReadOnlySpan<byte> section)
    {
        var body = SectionTrail.Read(section, out _, out var start) == TrailFault.None ? section[start..] : section;
        try
        {
            using var json = JsonDocument.Parse(body.ToArray(), new JsonDocumentOptions { AllowDuplicateProperties = false });
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty(Member, out var named)
                && named.ValueKind == JsonValueKind.String
                && named.ValueEquals(Convert.ToBase64String(Digest(last)));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
