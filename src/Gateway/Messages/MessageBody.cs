using System.Text.Json;
using Gateway.Federation;

namespace Gateway.Messages;

/// <summary>What a message says of itself. Anything else than one of ours is nothing, and nothing of it is kept.</summary>
internal sealed record MessageBody(Guid Message, string Kind, Guid Child)
{
    private const int Largest = 4096;

    private static readonly HashSet<string> Members =
        ["message", "kind", "number", "at", "referral", "reference", "child", "step", "clock", "over", "event", "state", "urgent", "fetch", "again"];

    public static MessageBody? Read(byte[] bytes)
    {
        if (bytes.Length > Largest) return null;
        try
        {
            using var document = JsonDocument.Parse(bytes, StrictJson.OfDepth(2));
            var root = document.RootElement;
            return root.EnumerateObject().All(member => Members.Contains(member.Name)) && root.GetProperty("kind").GetString() is { } kind && MessageNames.All.Contains(kind)
                ? new MessageBody(root.GetProperty("message").GetGuid(), kind, root.GetProperty("child").GetGuid())
                : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }
}
