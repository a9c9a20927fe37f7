using System.Collections.Immutable;
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
        return await append(entry, stopping) is AppendResult.Recorded { Receipt: var receipt } ? new SchoolNoticeRead.Shown(receipt, Seen(who, notice, about, decision)) : new SchoolNoticeRead.Closed();
    }

    private SchoolNoticeSeen Seen(Practitioner who, SchoolNotice notice, AboutPupil about, Decision? decision)
    {
        var theirs = who.Agency.Id == notice.School;
        var rung = register.Agencies.GetValueOrDefault(theirs ? notice.HomeForce ?? notice.Force : notice.School);
        return new SchoolNoticeSeen(
            notice, SayToSchool.Tells(decision) ? about : null, say.TellsMore(decision, notice.Council), Name(notice.Force), theirs ? null : Name(notice.School), theirs ? say.Handling : [],
            rung is null ? null : ring.Line("About this", rung.Telephones));
    }

    private string Name(string agency) => register.Agencies.GetValueOrDefault(agency)?.Name ?? agency;

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

    public sealed record Shown(LedgerReceipt Receipt, SchoolNoticeSeen Seen) : SchoolNoticeRead;

    public sealed record NotFound : SchoolNoticeRead;

    public sealed record Closed : SchoolNoticeRead;
}

/// <summary>What one reader may see of it.</summary>
/// <param name="Child">None where it says only to ring, and for the police.</param>
/// <param name="Fuller">Where the child was and what they said go too.</param>
/// <param name="School">By its name, for whoever is not there.</param>
/// <param name="Handling">How the school handles it.</param>
internal sealed record SchoolNoticeSeen(SchoolNotice Notice, AboutPupil? Child, bool Fuller, string Force, string? School, ImmutableArray<string> Handling, RingAnswer? Ring);
