using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Incidents.Store;
using Gateway.Notices;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Incidents.Schools;

/// <summary>
/// What a school notice says, to whoever has it in their inbox; to anybody else it is not there. The school reads what <see cref="SayToSchool"/> lets go. The police see whom to ring.
/// </summary>
internal sealed class ReadSchoolNotice(
    IDbContextFactory<GatewayContext> contexts, SealIncidents seal, SayToSchool say, Register register, WhomToRing ring, AppendToLedger append)
{
    private static readonly byte[] NoPolicy = new byte[32];

    public async Task<SchoolNoticeRead> RunAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var subject = id.ToString();
        if (!await TheirNotices.Of(db, who).AnyAsync(one => one.SubjectKind == NoticeSubjectKind.SchoolNotice && one.Subject == subject, stopping)
            || await db.Set<SchoolNotice>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stopping) is not { } notice) return new SchoolNoticeRead.NotFound();
        var about = seal.Open(notice);
        var decision = who.Agency.Id == notice.School ? say.Decided(who.Role, notice.OnRoll, about) : null;
        var entry = Entry(who, notice, about, decision);
        return await append(entry, stopping) is AppendResult.Recorded { Receipt: var receipt } ? new SchoolNoticeRead.Shown(receipt, json => Write(json, who, notice, about, decision)) : new SchoolNoticeRead.Closed();
    }

    private void Write(Utf8JsonWriter json, Practitioner who, SchoolNotice notice, AboutPupil about, Decision? decision)
    {
        var told = SayToSchool.Tells(decision);
        json.WriteString("notice"u8, notice.Id);
        json.WriteString("at"u8, notice.At);
        json.WriteBoolean("told"u8, told);
        if (told) Tell(json, notice, about, say.TellsMore(decision, notice.Council));
        if (who.Agency.Id == notice.School)
        {
            json.WriteStartArray("handling"u8);
            foreach (var words in say.Handling) json.WriteStringValue(words);
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

    private static LedgerEntry Entry(Practitioner who, SchoolNotice notice, AboutPupil about, Decision? decision) => new(
        EntryType.Disclosure, notice.Id, who.Agency.Kind.Class(), decision is null || SayToSchool.Tells(decision) ? EntryOutcome.Noted : EntryOutcome.Deny, decision?.PolicyHash ?? NoPolicy,
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
