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

    /// <summary>
    /// The member that says at which position entry 0 stands. Positions count on through all logs of a gateway, and trails speak of them: an entry at
    /// index i of this log has the position begins + i. Not there, it is 0.
    /// </summary>
    public const string Begins = "begins";

    /// <summary>32 bytes that stand for a checkpoint.</summary>
    public static byte[] Digest(Checkpoint last)
    {
        ArgumentNullException.ThrowIfNull(last);
        return SHA256.HashData(last.ToText());
    }

    /// <summary>The member that says why the log before was left as it was found; not there where that log was closed in order.</summary>
    public const string Failed = "failed";

    /// <summary>True where a section, with or without trails before it, names this checkpoint.</summary>
    public static bool IsNamed(Checkpoint last, ReadOnlySpan<byte> section)
    {
        using var json = Read(section);
        return json is not null
            && json.RootElement.TryGetProperty(Member, out var named)
            && named.ValueKind == JsonValueKind.String
            && named.ValueEquals(Convert.ToBase64String(Digest(last)));
    }

    /// <summary>The position of entry 0 as its section says it: 0 where it says nothing; null where what it says is none.</summary>
    public static long? BeginsAt(ReadOnlySpan<byte> section)
    {
        using var json = Read(section);
        if (json is null || !json.RootElement.TryGetProperty(Begins, out var begins)) return 0;
        return begins.ValueKind == JsonValueKind.Number && begins.TryGetInt64(out var position) && position >= 0 ? position : null;
    }

    /// <summary>True where a section says that the log before was damaged, and left so.</summary>
    public static bool WasLeft(ReadOnlySpan<byte> section)
    {
        using var json = Read(section);
        return json?.RootElement.TryGetProperty(Failed, out _) == true;
    }

    private static JsonDocument? Read(ReadOnlySpan<byte> section)
    {
        var body = SectionTrail.Read(section, out _, out var start) == TrailFault.None ? section[start..] : section;
        try
        {
            var json = JsonDocument.Parse(body.ToArray(), new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (json.RootElement.ValueKind == JsonValueKind.Object) return json;
            json.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
