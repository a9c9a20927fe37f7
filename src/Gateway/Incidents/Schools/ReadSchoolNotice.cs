using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Incidents.Store;
using Gateway.Notices;
using Gateway.Policy;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Incidents.Schools;

/// <summary>
/// What a school notice says, to whoever has it in their inbox; to anybody else it is not there. To the school it passes through the policy in force for the reader's role (rulings, 23): the least
/// where the marker of abuse may go at all, the circumstances only where the area tells them and their detail may go unasked. The police see whom to ring.
/// </summary>
internal sealed class ReadSchoolNotice(
    IDbContextFactory<GatewayContext> contexts, SealIncidents seal, PoliciesInForce policies, IncidentTables tables, Register register, WhomToRing ring, AppendToLedger append, TimeProvider time)
{
    private static readonly byte[] NoPolicy = new byte[32];

    public async Task<SchoolNoticeRead> RunAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var subject = id.ToString();
        if (!await TheirNotices.Of(db, who).AnyAsync(one => one.SubjectKind == NoticeSubjectKind.SchoolNotice && one.Subject == subject, stopping)
            || await db.Set<SchoolNotice>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stopping) is not { } notice) return new SchoolNoticeRead.NotFound();
        var about = seal.Open(notice);
        var decision = who.Agency.Id == notice.School ? Decided(who, notice, about) : null;
        var entry = Entry(who, notice, about, decision);
        return await append(entry, stopping) is AppendResult.Recorded { Receipt: var receipt } ? new SchoolNoticeRead.Shown(receipt, json => Write(json, who, notice, about, decision)) : new SchoolNoticeRead.Closed();
    }

    private Decision? Decided(Practitioner who, SchoolNotice notice, AboutPupil about)
    {
        var today = Clock.Today(time);
        return policies.Current is { } policy
            ? Decide.Request(policy, new RequestFacts(time.GetUtcNow(), who.Role, Purpose.SchoolConcern, [Item.AbuseMarker, Item.AbuseDetail])
            {
                Relationship = notice.OnRoll ? new Relationship(RelationshipType.SchoolRoll, null) : null,
                AgeYears = about is { Born: { } born } ? new ChildAsked(default, born).AgeOn(today) : about.Age,
            })
            : null;
    }

    private void Write(Utf8JsonWriter json, Practitioner who, SchoolNotice notice, AboutPupil about, Decision? decision)
    {
        var today = Clock.Today(time);
        var told = decision is not null && Goes(decision.Items[0]);
        json.WriteString("notice"u8, notice.Id);
        json.WriteString("at"u8, notice.At);
        json.WriteBoolean("told"u8, told);
        if (told) Tell(json, notice, about, decision!.Items[1].Outcome == Outcome.Share && tables.Encompass.Fuller(register.Agencies.GetValueOrDefault(notice.Council)?.Areas[0], today));
        if (who.Agency.Id == notice.School)
        {
            json.WriteStartArray("handling"u8);
            foreach (var words in tables.Encompass.Handling(today)) json.WriteStringValue(words);
            json.WriteEndArray();
        }
        else
        {
            json.WriteString("school"u8, register.Agencies.GetValueOrDefault(notice.School)?.Name ?? notice.School);
        }

        var rung = register.Agencies.GetValueOrDefault(who.Agency.Id == notice.School ? notice.HomeForce ?? notice.Force : notice.School);
        RingLines.Write(json, rung is null ? [] : [ring.Line("About this", rung.Telephones)]);
    }

    private void Tell(Utf8JsonWriter json, SchoolNotice notice, AboutPupil about, bool fuller)
    {
        json.WriteStartObject("child"u8);
        json.WriteString("name"u8, about.Name);
        if (about.Born is { } born) json.WriteString("dateOfBirth"u8, born.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteStartObject("incident"u8);
        json.WriteString("number"u8, about.Incident);
        json.WriteString("force"u8, register.Agencies.GetValueOrDefault(notice.Force)?.Name ?? notice.Force);
        json.WriteString("attendedAt"u8, about.AttendedAt);
        json.WriteEndObject();
        if (!fuller) return;
        json.WriteStartObject("circumstances"u8);
        json.WriteString("whereWas"u8, about.WhereWas);
        json.WriteString("said"u8, about.Said);
        json.WriteEndObject();
    }

    private static bool Goes(ItemDecision item) => item.Outcome is Outcome.Share or Outcome.ShareLess;

    private static LedgerEntry Entry(Practitioner who, SchoolNotice notice, AboutPupil about, Decision? decision) => new(
        EntryType.Disclosure, notice.Id, who.Agency.Kind.Class(), decision is null || Goes(decision.Items[0]) ? EntryOutcome.Noted : EntryOutcome.Deny, decision?.PolicyHash ?? NoPolicy,
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("kind"u8, "school-notice-read");
            RecordReading.WriteWho(json, who);
            json.WriteString("school-notice"u8, notice.Id);
            json.WriteString("referral"u8, notice.Incident);
            if (decision is not null) json.WriteString("decided"u8, string.Join(' ', decision.Items.Select(item => $"{item.Item.Word()}={item.Outcome.Word()}:{item.Reason}")));
        }), Actor.Of(who)),
        about is { Number: { } number, Born: { } born } && decision is not null
            ? [new ChildAsked(number, born).Section(RetentionClass.Decision(notice.Force), json => AskCustodians.WriteChild(json, new ChildAsked(number, born)))]
            : []);
}

internal abstract record SchoolNoticeRead
{
    private SchoolNoticeRead() { }

    public sealed record Shown(LedgerReceipt Receipt, Action<Utf8JsonWriter> Write) : SchoolNoticeRead;

    public sealed record NotFound : SchoolNoticeRead;

    public sealed record Closed : SchoolNoticeRead;
}
