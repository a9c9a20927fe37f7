using System.Buffers;
using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>A body of <c>POST v1/referrals</c>, less the referral itself: nothing here needs to remember whom it is about.</summary>
internal readonly record struct ReferralMessage(Guid Delivery, string Reference, DateTimeOffset SentAt)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    public static ReferralMessage Read(ReadOnlySequence<byte> body)
    {
        using var read = JsonDocument.Parse(body, Strict);
        var root = read.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !Has(root, "referral", JsonValueKind.Object)) throw new RefusedException("referral", "is required");
        if (!Has(root, "delivery", JsonValueKind.String) || !root.GetProperty("delivery").TryGetGuid(out var delivery)) throw new RefusedException("delivery", "must be a UUID");
        if (!Has(root, "reference", JsonValueKind.String)) throw new RefusedException("reference", "is required");
        if (!Has(root, "sentAt", JsonValueKind.String) || !root.GetProperty("sentAt").TryGetDateTimeOffset(out var sent)) throw new RefusedException("sentAt", "must be an instant");
        return new ReferralMessage(delivery, root.GetProperty("reference").GetString()!, sent);
    }

    private static bool Has(JsonElement root, string name, JsonValueKind kind) => root.TryGetProperty(name, out var member) && member.ValueKind == kind;
}
