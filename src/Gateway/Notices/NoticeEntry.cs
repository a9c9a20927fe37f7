using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;

namespace Gateway.Notices;

/// <summary>The ledger's entries about a notice: who is told of what, and what they did with it.</summary>
internal static class NoticeEntry
{
    /// <summary>Durable before anybody has the notice.</summary>
    public static LedgerEntry Turn(InboxNotice notice, Holder holder, NoticeUrgency urgency, NoticeDecision decision, Register register) => new(
        EntryType.Disclosure, notice.InteractionId, ClassOf(notice, register), decision.Told ? EntryOutcome.Noted : EntryOutcome.Deny, decision.PolicyHash,
        new AskerSection(JsonBytes.Of(json =>
        {
            About(json, "notice", notice);
            json.WriteNumber("step"u8, holder.Step);
            json.WriteString("part"u8, holder.Part.Word());
            if (notice.FromAgency is { } from) json.WriteString("asker"u8, from);
            json.WriteString("recipient"u8, holder.Agency.Id);
            if (holder.Person is { } person) json.WriteString("person"u8, person);
            else json.WriteString("roles"u8, string.Join(' ', holder.Roles));
            json.WriteString("urgency"u8, urgency.Word());
            if (notice.Words.Length > 0) json.WriteString("words"u8, notice.Words);
            Items(json, decision);
        }), notice.From),
        notice.About is { } child
            ? [child.Section(RetentionClass.Decision(notice.FromAgency ?? notice.Agency), json =>
            {
                AskCustodians.WriteChild(json, child);
                json.WriteString("told"u8, decision.Told ? decision.Going : "");
            })]
            : []);

    public static LedgerEntry Acknowledged(InboxNotice notice, Practitioner who) => Outcome("notice-acknowledged", notice, who, null);

    public static LedgerEntry NotMine(InboxNotice notice, Practitioner who, string reason) => Outcome("notice-not-mine", notice, who, reason);

    private static LedgerEntry Outcome(string kind, InboxNotice notice, Practitioner who, string? reason) => new(
        EntryType.Outcome, notice.InteractionId, who.Agency.Kind.Class(), EntryOutcome.Noted, new byte[32],
        new AskerSection(JsonBytes.Of(json =>
        {
            About(json, kind, notice);
            RecordReading.WriteWho(json, who);
            if (reason is not null) json.WriteString("reason"u8, reason);
        }), Actor.Of(who)),
        []);

    private static void About(Utf8JsonWriter json, string kind, InboxNotice notice)
    {
        json.WriteString("kind"u8, kind);
        json.WriteString("notice"u8, notice.Id);
        json.WriteString("event"u8, notice.Event.Word());
        json.WriteString(notice.SubjectKind.Word(), notice.Subject);
    }

    private static void Items(Utf8JsonWriter json, NoticeDecision decision)
    {
        if (decision.Items.IsEmpty) return;
        json.WriteString("decided"u8, string.Join(' ', decision.Items.Select(item => $"{item.Item.Word()}={item.Outcome.Word()}:{item.Reason}")));
    }

    private static AgencyClass ClassOf(InboxNotice notice, Register register) =>
        notice.FromAgency is { } from && register.Agencies.GetValueOrDefault(from) is { } agency ? agency.Kind.Class() : AgencyClass.Gateway;
}
