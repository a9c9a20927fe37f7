using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Concerns;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Incidents.Schools;
using Gateway.Incidents.Store;
using Gateway.Messages.Store;
using Gateway.Notices;
using Gateway.Referrals;
using Gateway.Referrals.Attachments;
using Gateway.Referrals.Form;
using Gateway.Referrals.Store;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Referrals;
using Gateway.Rules.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Retention;

/// <summary>Referrals that were sent, with the incident each came of. Those that were merged stay and go together: each one's referrer reads on in the other.</summary>
internal sealed class KeptReferrals(SealReferrals seal, SealIncidents incidents, ReferralTables tables, DeleteNotices notices, ReadAttachments attachments, TimeProvider time) : KeptRecords
{
    // More than anybody merges: what is larger is kept.
    private const int MostTogether = 200;

    public override RecordKind Kind => RecordKind.Referral;

    public override Task<List<Guid>> PageAsync(GatewayContext db, string? agency, Guid after, DateTimeOffset before, int most, CancellationToken stopping) =>
        db.Set<Referral>().AsNoTracking().Where(one => one.Id > after && one.SentAt < before && (agency == null || one.Agency == agency
                || db.Set<ReferralStep>().Any(step => step.Referral == one.Id && step.Council == agency)
                || db.Set<ReferralChild>().Any(child => child.Referral == one.Id && (child.Council == agency || db.Set<ReferralAsk>().Any(ask => ask.Child == child.Id && ask.Agency == agency)))
                || db.Set<SchoolNotice>().Any(notice => notice.Incident == one.Id && (notice.School == agency || notice.HomeForce == agency))))
            .OrderBy(one => one.Id).Take(most).Select(one => one.Id).ToListAsync(stopping);

    public override async Task<RecordUnit?> FindAsync(GatewayContext db, Guid id, CancellationToken stopping)
    {
        if (!await db.Set<Referral>().AnyAsync(one => one.Id == id && one.SentAt != null, stopping)) return null;
        var ids = await TogetherAsync(db, id, stopping);
        var referrals = await db.Set<Referral>().AsNoTracking().Where(one => ids.Contains(one.Id)).OrderBy(one => one.Id).ToListAsync(stopping);
        var children = await db.Set<ReferralChild>().AsNoTracking().Where(child => ids.Contains(child.Referral)).ToListAsync(stopping);
        var steps = await db.Set<ReferralStep>().AsNoTracking().Where(step => ids.Contains(step.Referral)).Select(step => new { step.At, step.Council }).ToListAsync(stopping);
        var each = children.Select(child => child.Id).ToArray();
        var asked = await db.Set<ReferralAsk>().AsNoTracking().Where(ask => each.Contains(ask.Child)).Select(ask => ask.Agency).ToListAsync(stopping);
        var told = await db.Set<SchoolNotice>().AsNoTracking().Where(notice => ids.Contains(notice.Incident)).ToListAsync(stopping);
        var saved = await db.Set<ReferralTask>().Where(task => ids.Contains(task.Referral)).Select(task => task.SavedAt).ToListAsync(stopping);
        var open = ids.Length > MostTogether || referrals.Any(one => one.SentAt is null || (one.Urgent && one.CompletedAt is null)) || children.Any(child => IsOpen(child, each)) || told.Any(notice => notice.WakeAt is not null)
            || await db.Set<OwedMessage>().AnyAsync(message => each.Contains(message.Child), stopping) || await IsToldAsync(db, NoticeSubjectKind.Referral, ids, stopping)
            || await IsToldAsync(db, NoticeSubjectKind.SchoolNotice, told.Select(notice => notice.Id), stopping);
        var added = await db.Set<ReferralAttachment>().Where(one => ids.Contains(one.Referral)).Select(one => one.AddedAt).ToListAsync(stopping);
        var last = DayOf([.. added, .. steps.Select(step => step.At), .. saved, .. told.Select(notice => notice.At), .. referrals.Select(one => one.SentAt ?? one.DraftedAt)]);
        var controllers = referrals.Select(one => one.Agency).Concat(children.Select(child => child.Council)).Concat(steps.Select(step => step.Council)).Concat(asked)
            .Concat(told.SelectMany(notice => new[] { notice.School, notice.Council, notice.Force, notice.HomeForce ?? "" })).Where(agency => agency.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        // A child who is not born yet is born within a year.
        return new RecordUnit(
            Kind, Least(ids), [.. ids.OrderBy(one => one.ToString("N"), StringComparer.Ordinal)], referrals[0].Agency, [.. controllers], [.. children.Select(seal.Open).Select(about => new ChildOfUnit(about.Number, about.Born))],
            last, referrals.Max(one => DayOf(one.SentAt ?? one.DraftedAt)).AddYears(1), open)
        {
            Roots = [.. referrals.Select(one => (one.Id, one.Version))],
            Below = [.. children.Select(child => (child.Id, child.Version))],
        };
    }

    public override async Task<bool> ClaimAsync(GatewayContext db, RecordUnit unit)
    {
        foreach (var (id, version) in unit.Roots)
            if (await db.Set<Referral>().Where(one => one.Id == id && one.Version == version).ExecuteUpdateAsync(set => set.SetProperty(one => one.Version, one => one.Version + 1)) != 1) return false;
        foreach (var (id, version) in unit.Below)
            if (await db.Set<ReferralChild>().Where(one => one.Id == id && one.Version == version).ExecuteUpdateAsync(set => set.SetProperty(one => one.Version, one => one.Version + 1)) != 1) return false;
        return true;
    }

    public override async Task DeleteAsync(GatewayContext db, RecordUnit unit)
    {
        Guid[] ids = [.. unit.Records], children = [.. unit.Below.Select(child => child.Id)];
        var told = await db.Set<SchoolNotice>().Where(notice => ids.Contains(notice.Incident)).Select(notice => notice.Id).ToListAsync();
        await notices.OfAsync(db, NoticeSubjectKind.SchoolNotice, Subjects(told));
        await notices.OfAsync(db, NoticeSubjectKind.Referral, Subjects(ids));
        await db.Set<SchoolNotice>().Where(notice => ids.Contains(notice.Incident)).ExecuteDeleteAsync();
        await db.Set<IncidentTask>().Where(task => ids.Contains(task.Incident)).ExecuteDeleteAsync();
        await db.Set<Incident>().Where(incident => ids.Contains(incident.Id)).ExecuteDeleteAsync();
        await db.Set<ParkedMessage>().Where(message => message.Child != null && children.Contains(message.Child.Value)).ExecuteDeleteAsync();
        await db.Set<MessageLine>().Where(line => children.Contains(line.Child)).ExecuteDeleteAsync();
        await db.Set<ReferralAsk>().Where(ask => children.Contains(ask.Child)).ExecuteDeleteAsync();
        await db.Set<ReferralStep>().Where(step => ids.Contains(step.Referral)).ExecuteDeleteAsync();
        await db.Set<ReferralDelivery>().Where(delivery => ids.Contains(delivery.Referral)).ExecuteDeleteAsync();
        await AttachmentParts.DeleteOfAsync(db, ids);
        await db.Set<ReferralTask>().Where(task => ids.Contains(task.Referral)).ExecuteDeleteAsync();
        await db.Set<ReferralChild>().Where(child => ids.Contains(child.Referral)).ExecuteDeleteAsync();
        await db.Set<Referral>().Where(one => ids.Contains(one.Id)).ExecuteDeleteAsync();
    }

    public override async Task WriteAsync(GatewayContext db, Utf8JsonWriter json, Guid record, string agency, CancellationToken stopping)
    {
        var referral = await db.Set<Referral>().AsNoTracking().SingleAsync(one => one.Id == record, stopping);
        var children = await db.Set<ReferralChild>().AsNoTracking().Where(child => child.Referral == record).ToListAsync(stopping);
        // Whom the police told of one pupil was not told of a referral: that they were told is theirs, and nothing else of it.
        if (referral.Agency != agency && !await db.Set<ReferralChild>().Where(child => child.Referral == record).AnyAsync(IsOf(db, agency), stopping))
        {
            json.WriteBoolean("toldOfPupil"u8, true);
            return;
        }

        json.WriteString("reference"u8, referral.Reference);
        json.WriteBoolean("sentByUs"u8, referral.Agency == agency);
        // Who sent it has the whole form; a council has it where every child of it is its own, for the rest is about other councils' children.
        if (referral.Agency == agency || children.All(child => child.Council == agency))
        {
            await FormAsync(db, json, record, stopping);
            if (await attachments.OfAsync(db, record, stopping) is { IsEmpty: false } there) AttachmentSeen.Write(json, there, referral.PersonName ?? referral.Person);
        }

        json.WriteStartArray("texts"u8);
        foreach (var step in (await db.Set<ReferralStep>().AsNoTracking().Where(step => step.Referral == record && (step.Agency == agency || step.Council == agency)).ToListAsync(stopping)).OrderBy(step => step.At).ThenBy(step => step.Number))
            if (step.Agency == agency || referral.Agency != agency) Write(json, step);
        json.WriteEndArray();
    }

    // Only what the parents were told of, says nothing that is to be kept from them, and was no emergency. Where that does not stand there it is kept from them.
    public override async Task<bool> IsKeptFromFamilyAsync(GatewayContext db, Guid record, CancellationToken stopping)
    {
        if (await db.Set<Referral>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == record, stopping) is not { DangerNow: false, Urgent: false, Kind: "", Wanted: not Wanted.Section47 } referral
            || HandlingOf.KeepsFromFamily(HandlingOf.Read(referral.Handling))) return true;
        if (await db.Set<ReferralTask>().AsNoTracking().SingleOrDefaultAsync(task => task.Referral == record && task.Task == "family", stopping) is not { } family) return true;
        using var said = JsonDocument.Parse(seal.Open(family));
        return !(said.RootElement.TryGetProperty("parentsTold", out var told) && told.ValueEquals("yes") && said.RootElement.TryGetProperty("keepFromFamily", out var keep) && keep.ValueKind == JsonValueKind.False);
    }

    public override async Task<FoundRecords> AboutAsync(GatewayContext db, string agency, ChildOfExtract child, CancellationToken stopping)
    {
        var (found, perhaps) = (new SortedSet<Guid>(), new SortedSet<Guid>());
        await foreach (var row in db.Set<ReferralChild>().AsNoTracking().Where(IsOf(db, agency)).AsAsyncEnumerable().WithCancellation(stopping))
            if (seal.Open(row) is var about) Look(row.Referral, about.Number, about.Born);
        // A school, and the force of the child's home, are told of one pupil of an incident, and of none of the others.
        await foreach (var notice in db.Set<SchoolNotice>().AsNoTracking().Where(notice => notice.School == agency || notice.HomeForce == agency).AsAsyncEnumerable().WithCancellation(stopping))
            if (incidents.Open(notice) is var pupil) Look(notice.Incident, pupil.Number, pupil.Born);
        var alleged = await AllegedReferrals.AmongAsync(db, [.. found, .. perhaps], stopping);
        return new FoundRecords([.. found.Except(alleged)], [.. perhaps.Except(found).Except(alleged)]);

        void Look(Guid referral, NhsNumber? number, DateOnly? born)
        {
            if (number is { } known && child.Numbers.Contains(known)) found.Add(referral);
            else if (child.Perhaps(number, born)) perhaps.Add(referral);
        }
    }

    // Who sent it, had the child, or was asked.
    private static Expression<Func<ReferralChild, bool>> IsOf(GatewayContext db, string agency) => row => row.Council == agency
        || db.Set<ReferralAsk>().Any(ask => ask.Child == row.Id && ask.Agency == agency) || db.Set<ReferralStep>().Any(step => step.Child == row.Id && step.Council == agency)
        || db.Set<Referral>().Any(one => one.Id == row.Referral && one.Agency == agency && one.SentAt != null);

    private async Task FormAsync(GatewayContext db, Utf8JsonWriter json, Guid record, CancellationToken stopping)
    {
        json.WriteStartObject("form"u8);
        foreach (var task in (await db.Set<ReferralTask>().AsNoTracking().Where(task => task.Referral == record).ToListAsync(stopping)).Where(task => !task.Task.StartsWith(ReferralTask.Unread, StringComparison.Ordinal)))
        {
            json.WritePropertyName(task.Task);
            json.WriteRawValue(seal.Open(task));
        }

        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, ReferralStep step)
    {
        var texts = seal.Open(step);
        if (texts.IsEmpty) return;
        json.WriteStartObject();
        json.WriteString("event"u8, step.Event);
        foreach (var (text, written) in texts.OrderBy(each => each.Key)) json.WriteString(text.Word(), written);
        json.WriteEndObject();
    }

    private bool IsOpen(ReferralChild child, Guid[] together)
    {
        var standing = child.Stands();
        if (standing.Disagreement is not null || standing.Feedback is { State: ReferralState.ReferrerTold }) return true;
        // What went on in another has ended when that has, and they go together.
        if (child.MergedInto is { } into && together.Contains(into)) return false;
        return child.DueAt is not null || child.WakeAt is not null || tables.Terms.State(standing.Main.State, DayOf(time.GetUtcNow())) is not { Final: true };
    }

    private static async Task<Guid[]> TogetherAsync(GatewayContext db, Guid id, CancellationToken stopping)
    {
        var (known, coming) = (new HashSet<Guid> { id }, new Guid[] { id });
        while (coming.Length > 0 && known.Count <= MostTogether)
        {
            var children = await db.Set<ReferralChild>().AsNoTracking().Where(child => coming.Contains(child.Referral)).Select(child => new { child.Id, child.MergedInto }).ToListAsync(stopping);
            Guid[] own = [.. children.Select(child => child.Id)], into = [.. children.Select(child => child.MergedInto).OfType<Guid>()];
            var found = await db.Set<ReferralChild>().AsNoTracking().Where(child => into.Contains(child.Id) || (child.MergedInto != null && own.Contains(child.MergedInto.Value))).Select(child => child.Referral).Distinct().ToListAsync(stopping);
            coming = [.. found.Where(known.Add)];
        }

        return [.. known];
    }

    private static DateOnly DayOf(ImmutableArray<DateTimeOffset> instants) => LondonTime.Day(instants.Max());
}
