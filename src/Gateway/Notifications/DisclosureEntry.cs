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
        ClassOf(notice.AskerKind),
        EntryOutcome.Noted,
        notice.PolicyHash,
        new AskerSection(
            JsonSerializer.SerializeToUtf8Bytes(
                new NoticeEntryCommon("notice-of-" + notice.Kind.Word(), notice.Id, notice.Asker, notice.Recipient), NoticeJson.Default.NoticeEntryCommon),
            new Actor(notice.Asker)),
        [new ChildSection(
            JsonSerializer.SerializeToUtf8Bytes(NoticeContent.Of(notice), NoticeJson.Default.NoticeContent),
            notice.Child, notice.DateOfBirth, RetentionClass.Decision(notice.Asker))]);

    private static AgencyClass ClassOf(AgencyKind kind) => kind switch
    {
        AgencyKind.LocalAuthority => AgencyClass.LocalAuthority,
        AgencyKind.NhsTrust => AgencyClass.NhsTrust,
        AgencyKind.Police => AgencyClass.Police,
        AgencyKind.GpPractice => AgencyClass.GpPractice,
        AgencyKind.School => AgencyClass.School,
        AgencyKind.Probation => AgencyClass.Probation,
        AgencyKind.DrugAndAlcohol => AgencyClass.DrugAndAlcohol,
        AgencyKind.Voluntary => AgencyClass.Voluntary,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

internal sealed record NoticeEntryCommon(string Kind, Guid NoticeId, string Asker, string Recipient);
