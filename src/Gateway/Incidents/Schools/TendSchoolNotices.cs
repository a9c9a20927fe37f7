using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Incidents.Store;
using Gateway.Notices;
using Gateway.Notices.Store;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Referrals.Store;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Incidents.Schools;

/// <summary>
/// Tells schools when it is time, and goes on while nobody says that they have it: the deputies at half past eight of the school's own next day, the police who ring the office at a quarter to
/// nine. Before anybody is told the school's own system is asked whether the child is on its roll: a school of whom they are not learns nothing. Any number of processes may: a row is claimed by its time.
/// </summary>
internal sealed class TendSchoolNotices(
    IDbContextFactory<GatewayContext> contexts, PostToInbox inbox, ConfirmRelationship confirm, Register register, SealIncidents seal, SchoolTimes times,
    IConfiguration configuration, TimeProvider time, ILogger<TendSchoolNotices> log)
    : Sweep(Seconds(configuration, "Incidents:SweepSeconds", 15), time, log)
{
    private const int Batch = 100;
    private const string Ring = "ring";
    private const string Opens = "opens";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    protected override string Of => "School notices";

    protected override Task LookAsync(CancellationToken stopping) => TendAsync(stopping);

    /// <summary>One round: what was due before it began has happened.</summary>
    internal async Task TendAsync(CancellationToken stopping)
    {
        var (now, seen) = (Time.GetUtcNow(), new HashSet<(Guid, SchoolStage)>());
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(stopping);
            var due = await db.Set<SchoolNotice>().AsNoTracking().Where(notice => notice.WakeAt <= now).OrderBy(notice => notice.WakeAt).Take(Batch).ToListAsync(stopping);
            if (due.FindAll(notice => seen.Add((notice.Id, notice.Stage))) is not [_, ..] next) return;
            foreach (var notice in next) await TryAsync(() => OneAsync(notice, stopping), "A school notice", stopping);
        }
    }

    private Task OneAsync(SchoolNotice notice, CancellationToken stopping) => notice.Stage switch
    {
        SchoolStage.Waiting => TellAsync(notice, stopping),
        SchoolStage.Told => GoOnAsync(notice, SchoolStage.Deputies, stopping),
        SchoolStage.Deputies => GoOnAsync(notice, SchoolStage.Rung, stopping),
        SchoolStage.Rung => GoOnAsync(notice, SchoolStage.ToldAgain, stopping),
        SchoolStage.ToldAgain => GoOnAsync(notice, SchoolStage.DeputiesAgain, stopping),
        _ => GoOnAsync(notice, SchoolStage.RungAgain, stopping),
    };

    private async Task TellAsync(SchoolNotice notice, CancellationToken stopping)
    {
        var (about, school) = (seal.Open(notice), register.Agencies.GetValueOrDefault(notice.School));
        var (answer, now) = (await OnRollAsync(notice, about, school, stopping), Time.GetUtcNow());
        var theirs = answer is not RelationshipAnswer.NotConfirmed && school is not null;
        Posting[] postings = theirs ? [ToSchool(notice, about, (answer as RelationshipAnswer.Confirmed)?.Relationship), .. ToHomeForce(notice), .. IsDoubtful(notice, answer, school!) ? [ToCouncil(notice)] : (Posting[])[]] : [ToCouncil(notice)];
        var (deputies, _) = Times(notice, now);
        await ClaimAsync(notice, theirs ? SchoolStage.Told : SchoolStage.NotTheirs, theirs ? deputies : null, answer is RelationshipAnswer.Confirmed, postings, null, stopping);
    }

    // Named by the officer alone, and not where the child lives: it may be another school's child, whom then nobody would hear of.
    private bool IsDoubtful(SchoolNotice notice, RelationshipAnswer answer, Agency school) =>
        answer is not RelationshipAnswer.Confirmed && !school.Areas.Intersect(register.Agencies.GetValueOrDefault(notice.Council)?.Areas ?? []).Any();

    // Nobody said in time that they have it.
    private async Task GoOnAsync(SchoolNotice notice, SchoolStage stage, CancellationToken stopping)
    {
        var id = notice.Id.ToString();
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var told = await db.Set<InboxNotice>().AsNoTracking().Where(one => one.SubjectKind == NoticeSubjectKind.SchoolNotice && one.Subject == id).ToListAsync(stopping);
        // Whoever else was told answers for themselves.
        if (told.Find(one => one.AcknowledgedAt is not null && one.AcknowledgedAgency == notice.School) is { } taken) await DoneAsync(notice, taken, stopping);
        // It left the register meanwhile: nobody there can be told or rung, and the council is.
        else if (!register.Agencies.ContainsKey(notice.School)) await ClaimAsync(notice, SchoolStage.NotTheirs, null, notice.OnRoll, [ToCouncil(notice)], null, stopping);
        else await GoOnAsync(notice, stage, told, stopping);
    }

    // Taken at the moment at which it was told again, the second was not there yet to be taken with it.
    private async Task DoneAsync(SchoolNotice notice, InboxNotice taken, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (taken.Agency == notice.School) await TakeNotice.HadAsync(ToldAgain.Of(db, taken), taken.AcknowledgedBy!, taken.AcknowledgedAgency!, taken.AcknowledgedAt!.Value);
        await ClaimAsync(notice, SchoolStage.Done, null, notice.OnRoll, [], null, stopping);
    }

    private Task GoOnAsync(SchoolNotice notice, SchoolStage stage, List<InboxNotice> told, CancellationToken stopping)
    {
        var (now, last) = (Time.GetUtcNow(), told.Where(one => one.Part == NoticeRecipient.SafeguardingLead).MaxBy(one => one.PostedAt));
        // Before it opens its morning counts, and not what is red at any hour. Where its day begins at the step itself, that is the morning still.
        var morning = times.Of(notice.School, red: false, notice.WakeAt!.Value.AddTicks(-1));
        return stage switch
        {
            SchoolStage.Deputies => ClaimAsync(notice, stage, Times(notice, told.Min(one => one.PostedAt)).Rung, notice.OnRoll, [], last?.Id, stopping),
            SchoolStage.Rung => ClaimAsync(notice, stage, notice.Red ? times.Again(notice.School, now) : null, notice.OnRoll, [ToPolice(notice, notice.HomeForce ?? notice.Force, Ring)], null, stopping),
            SchoolStage.ToldAgain => ClaimAsync(notice, stage, morning.Deputies, notice.OnRoll, [ToSchool(notice, seal.Open(notice), last?.Involvement) with { Of = Opens, Due = morning.Rung }], null, stopping),
            SchoolStage.DeputiesAgain => ClaimAsync(notice, stage, morning.Rung, notice.OnRoll, [], last?.Id, stopping),
            _ => ClaimAsync(notice, stage, null, notice.OnRoll, [ToPolice(notice, notice.HomeForce ?? notice.Force, $"{Ring} {Opens}")], null, stopping),
        };
    }

    /// <param name="next">The notice that its next recipient has now, whoever had it before.</param>
    private async Task ClaimAsync(SchoolNotice notice, SchoolStage stage, DateTimeOffset? wake, bool onRoll, Posting[] postings, Guid? next, CancellationToken stopping)
    {
        var now = Time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        if (await db.Set<SchoolNotice>().Where(one => one.Id == notice.Id && one.Stage == notice.Stage && one.WakeAt == notice.WakeAt).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.Stage, stage).SetProperty(one => one.WakeAt, wake).SetProperty(one => one.OnRoll, onRoll), stopping) != 1) return;
        if (next is { } early)
            await db.Set<InboxNotice>().Where(one => one.Id == early && one.Step <= 1 && one.NextAt > now && one.AcknowledgedAt == null).ExecuteUpdateAsync(set => set.SetProperty(one => one.NextAt, now), stopping);
        var incident = notice.Incident;
        var handling = HandlingOf.Read(await db.Set<Referral>().Where(one => one.Id == incident).Select(one => one.Handling).SingleOrDefaultAsync(stopping) ?? "");
        foreach (var posting in postings) await inbox.AddNewAsync(db, posting with { Handling = handling }, stopping);
        await db.SaveChangesAsync(stopping);
        await transaction.CommitAsync(stopping);
        inbox.Committed();
    }

    // A school that has no roll here cannot be asked: then its notice says only to ring.
    private async Task<RelationshipAnswer> OnRollAsync(SchoolNotice notice, AboutPupil about, Agency? school, CancellationToken stopping)
    {
        if (school?.Relationships?.Types.Contains(RelationshipType.SchoolRoll.Word()) is not true) return new RelationshipAnswer.NotAnswered(Rules.Federation.Because.NotAsked);
        var asks = new Practitioner(school, "safeguarding-lead", "dsl", null);
        var child = about is { Number: { } number, Born: { } born } ? new ChildAsked(number, born) : new ChildAsked(default, about.Born ?? default) { AsDescribed = Described(about) };
        return await confirm.AskAsync(notice.Id, asks, [RelationshipType.SchoolRoll], child, Deadline, stopping);
    }

    private static MatchingQuestion Described(AboutPupil about) =>
        new() { Given = about.First, Surname = about.Last ?? about.Name, DateOfBirth = about.Born, AgeAbout = about.Age, Postcode = about.Postcode };

    private (DateTimeOffset Deputies, DateTimeOffset Rung) Times(SchoolNotice notice, DateTimeOffset told) => times.Of(notice.School, notice.Red, told);

    private Posting ToSchool(SchoolNotice notice, AboutPupil about, Relationship? onRoll) => Posted(notice, NoticeRecipient.SafeguardingLead, notice.School, "") with
    {
        Child = about is { Number: { } number, Born: { } born } ? new ChildAsked(number, born) : null,
        Relationship = onRoll,
        Due = Times(notice, Time.GetUtcNow()).Rung,
    };

    private static IEnumerable<Posting> ToHomeForce(SchoolNotice notice) => notice.HomeForce is { } home ? [ToPolice(notice, home, "home")] : [];

    private static Posting ToPolice(SchoolNotice notice, string force, string of) =>
        Posted(notice, NoticeRecipient.PoliceDuty, force, of) with { Words = of.StartsWith(Ring, StringComparison.Ordinal) ? [NoticeWord.Unread, NoticeWord.RingBack] : [], Ring = notice.School };

    // Of each child by itself: what the council was told before is of another.
    private static Posting ToCouncil(SchoolNotice notice) =>
        Posted(notice, NoticeRecipient.FrontDoor, notice.Council, notice.Id.ToString("N")) with { Subject = NoticeSubject.Referral(notice.Incident), Items = [] };

    private static Posting Posted(SchoolNotice notice, NoticeRecipient part, string agency, string of) =>
        new(NoticeEvent.AbuseIncidentPupil, NoticeSubject.SchoolNotice(notice.Id), new PostingTo(part, agency), notice.At) { Of = of, Red = notice.Red, From = new Actor(notice.Force), Ring = notice.Force };
}
