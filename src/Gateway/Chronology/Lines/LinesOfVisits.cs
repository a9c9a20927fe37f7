using Gateway.Agencies;
using Gateway.Data;
using Gateway.Departments;
using Gateway.Departments.Form;
using Gateway.Departments.Store;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Chronology.Lines;

/// <summary>What a department recorded of its own visits of a child, to its own people. The check that a visit begins with is no line: what it found is for whoever asked.</summary>
internal sealed class LinesOfVisits(IDbContextFactory<GatewayContext> contexts, MayVisit may, SealVisits seal, ReferralTables tables)
{
    private const int Most = 200;

    public async Task<(LinesFound Lines, IEnumerable<string> Visits)> OfAsync(Practitioner who, ChildSought sought, CancellationToken stopping)
    {
        if (!may.Be(who, VisitPart.Read)) return (LinesFound.None, []);
        var (agency, children) = (who.Agency.Id, sought.Numbers.Select(number => seal.OfChild(who.Agency.Id, number)).ToArray());
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var rows = await db.Set<Visit>().AsNoTracking().Where(visit => visit.Agency == agency && children.Contains(visit.Child)).OrderByDescending(visit => visit.ArrivedAt).ThenBy(visit => visit.Id).Take(Most + 1).ToListAsync(stopping);
        var visits = rows.Take(Most).Where(visit => may.See(who, visit)).ToArray();
        var ids = visits.Select(visit => visit.Id).ToArray();
        var entries = (await db.Set<VisitEntry>().AsNoTracking().Where(entry => ids.Contains(entry.Visit)).OrderBy(entry => entry.Number).ToListAsync(stopping))
            .Select(entry => (Entry: entry, Kind: KindOf(entry), Sent: new FormPart(seal.Open(entry).GetProperty("sent"), DateOnly.MaxValue))).ToLookup(each => each.Entry.Visit);
        var lines = visits.Where(visit => !NamesReader.Does(who, entries[visit.Id].SelectMany(each => People(each.Sent))))
            .SelectMany(visit => entries[visit.Id].Select(each => Of(who, visit, each.Entry, each.Kind, each.Sent)).OfType<ChronologyLine>().Prepend(Begun(who, visit))
                .Select(line => line with { KeepFromFamily = KeepsFromFamily(entries[visit.Id].Where(each => each.Kind == EntryKind.Concern).Select(each => each.Sent)) }));
        return (new LinesFound([.. lines], rows.Count <= Most), ids.Select(id => id.ToString()));
    }

    // What a concern said of it holds for the whole visit.
    private static bool KeepsFromFamily(IEnumerable<FormPart> concerns) => HandlingOf.KeepsFromFamily(concerns.SelectMany(each => HandlingOf.Chosen(each)));

    // Who came with the child, or left with them.
    private static IEnumerable<string?> People(FormPart sent) => [sent.Part("cameWith")?.Text("name"), sent.Part("goesTo")?.Text("with"), sent.Text("with")];

    private static ChronologyLine Begun(Practitioner who, Visit visit) =>
        new($"visit-{visit.Id:N}", LondonTime.Day(visit.ArrivedAt), visit.Agency, Source(who), "The child came to an emergency department") { At = visit.ArrivedAt };

    private ChronologyLine? Of(Practitioner who, Visit visit, VisitEntry entry, EntryKind kind, FormPart sent) => kind switch
    {
        EntryKind.Concern => Line(who, visit, entry, "A concern was opened", Moment.Read(sent.Text("raisedAt"))) with { Happened = sent.Text("summary") ?? "", Effect = string.Join(", ", sent.Words("kinds").Select(kind => tables.Codes.LabelOf("concern", kind))) },
        EntryKind.Examination => Line(who, visit, entry, Examined(sent), Moment.Read(sent.Text("at"))) with { Happened = sent.Text("view") ?? "", Response = sent.Text("reason") ?? "" },
        EntryKind.SeniorReview => Line(who, visit, entry, "A senior doctor looked at the child", Moment.Read(sent.Text("at"))) with { Happened = sent.Text("said") ?? "" },
        EntryKind.SocialCareRung => Line(who, visit, entry, "Children's services were rung", Moment.Read(sent.Text("at"))) with { Response = sent.Text("said") ?? "" },
        EntryKind.ConcernClosed => Line(who, visit, entry, "A concern was closed", null) with { Outcome = sent.Text("reason") ?? "" },
        EntryKind.LeftEarly => Line(who, visit, entry, sent.Is("how", "before-seen") ? "The child left before being seen" : "The child left against advice", Moment.Read(sent.Text("at"))),
        EntryKind.Gone => Line(who, visit, entry, "The child had gone, and nobody had recorded how", null) with { Outcome = sent.Text("reason") ?? "" },
        EntryKind.Discharge => Line(who, visit, entry, "The child was discharged", null) with { Outcome = FollowUp(sent) },
        EntryKind.Override => Line(who, visit, entry, "A consultant let the child go with something open", null) with { Outcome = sent.Text("reason") ?? "" },
        EntryKind.MeetingOutcome => Line(who, visit, entry, "The psychosocial meeting spoke of the visit", null) with { Outcome = sent.Text("outcome") ?? "" },
        _ => null,
    };

    private static ChronologyLine Line(Practitioner who, Visit visit, VisitEntry entry, string title, DateTimeOffset? at) =>
        new($"visit-entry-{entry.Id:N}", LondonTime.Day(at ?? entry.At), visit.Agency, Source(who), title) { At = at ?? entry.At };

    private static string Examined(FormPart sent) => sent.Text("what") switch
    {
        "done" => "An examination was done",
        "refused" => sent.Is("refusedBy", "child") ? "The child refused an examination" : "A parent refused an examination",
        _ => "An examination was offered",
    };

    private static string FollowUp(FormPart sent) => sent.Part("followUp") is { } next ? $"Seen next by {next.Text("who")} on {next.Text("on")}." : "";

    private static string Source(Practitioner who) => $"{who.Agency.Name}, a visit of a department";

    private static EntryKind KindOf(VisitEntry entry) => EntryKindWords.TryRead(entry.Kind, out var kind) ? kind : throw new InvalidDataException("A stored entry of a visit does not read.");
}
