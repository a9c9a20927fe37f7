using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;

namespace Gateway.Notifications;

/// <summary>The ledger's entry for a notice: who tells whom in the common section, what about the child in the child's own.</summary>
internal static class DisclosureEntry
{
    internal static LedgerEntry Of(NoticeOfAttendance notice) => new(
        EntryType.Disclosure,
        notice.InteractionId,
        notice.AskerKind.Class(),
        EntryOutcome.Noted,
        notice.PolicyHash,
        new AskerSection(
            JsonSerializer.SerializeToUtf8Bytes(
                new NoticeEntryCommon("notice-of-" + notice.Kind.Word(), notice.Id, notice.Asker, notice.Recipient), NoticeJson.Default.NoticeEntryCommon),
            new Actor(notice.Asker)),
        [new ChildSection(
            JsonSerializer.SerializeToUtf8Bytes(NoticeContent.Of(notice), NoticeJson.Default.NoticeContent),
            notice.Child, notice.DateOfBirth, RetentionClass.Decision(notice.Asker))]);
}

internal sealed record NoticeEntryCommon(string Kind, Guid NoticeId, string Asker, string Recipient);
