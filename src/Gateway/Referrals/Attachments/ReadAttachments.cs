using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Data;
using Gateway.Referrals.Store;
using Gateway.Rules.Attachments;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Attachments;

/// <summary>The files of a referral that is read: whoever may read what it says may read which files there are.</summary>
internal sealed class ReadAttachments(SealReferrals seal)
{
    public async Task<ImmutableArray<AttachmentSeen>> OfAsync(GatewayContext db, Guid referral, CancellationToken stopping) =>
        [.. (await db.Set<ReferralAttachment>().AsNoTracking().Where(one => one.Referral == referral && one.State != AttachmentState.Coming).OrderBy(one => one.Number).ToListAsync(stopping)).Select(Seen)];

    private AttachmentSeen Seen(ReferralAttachment one) => new(one.Id, one.Number, seal.Open(one), one.State, one.AddedAt) { Tried = one.Tries > 0 };
}

/// <param name="Number">Which of the files it is.</param>
internal sealed record AttachmentSeen(Guid Id, int Number, AboutAttachment About, AttachmentState State, DateTimeOffset AddedAt)
{
    /// <summary>The scanner was asked, and could not say.</summary>
    public bool Tried { get; init; }

    /// <param name="by">Who added it; none where that is not to be said.</param>
    public void Write(Utf8JsonWriter json, string? by)
    {
        json.WriteStartObject();
        Members(json, by);
        json.WriteEndObject();
    }

    public void Members(Utf8JsonWriter json, string? by)
    {
        json.WriteString("attachment"u8, Id);
        json.WriteNumber("number"u8, Number);
        json.WriteString("name"u8, About.Name);
        json.WriteString("kind"u8, About.Kind.Word());
        json.WriteNumber("size"u8, About.Size);
        json.WriteString("addedAt"u8, AddedAt);
        if (by is not null) json.WriteString("addedBy"u8, by);
        json.WriteString("check"u8, State.Word());
    }

    public static void Write(Utf8JsonWriter json, IEnumerable<AttachmentSeen> all, string? by)
    {
        json.WriteStartArray("attachments"u8);
        foreach (var one in all) one.Write(json, by);
        json.WriteEndArray();
    }
}
