using System.Collections.Immutable;
using System.Globalization;
using Gateway.Agencies;
using Gateway.Concerns;
using Gateway.Concerns.Store;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Referrals.Form;
using Gateway.Rules.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Chronology.Lines;

/// <summary>
/// What a school's own staff wrote about a pupil, what was added and what was decided, to whoever has it in the queue or wrote it. An allegation about staff is no line, to nobody, nor is what was a concern
/// before it became one.
/// </summary>
internal sealed class LinesOfConcerns(IDbContextFactory<GatewayContext> contexts, WhoReads reads, SealConcerns seal, ConcernTables tables)
{
    private const int Most = 5000;

    public async Task<LinesFound> OfAsync(Practitioner who, ChildSought sought, CancellationToken stopping)
    {
        if (who.Agency.Kind != AgencyKind.School) return LinesFound.None;
        var school = who.Agency.Id;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var rows = await db.Set<Concern>().AsNoTracking().Where(one => one.School == school && !one.Allegation).OrderByDescending(one => one.WrittenAt).ThenBy(one => one.Id).Take(Most + 1).ToListAsync(stopping);
        var theirs = rows.Take(Most).Select(concern => (Concern: concern, Part: reads.Of(who, concern), Written: new FormPart(seal.Open(concern), DateOnly.MaxValue)))
            .Where(each => each.Part != ConcernPart.None && each.Written.Parts("pupils").Any(pupil => IsOf(pupil, sought))).ToArray();
        var ids = theirs.Select(each => each.Concern.Id).ToArray();
        var notes = (await db.Set<ConcernNote>().AsNoTracking().Where(note => ids.Contains(note.Concern)).OrderBy(note => note.At).ThenBy(note => note.Id).ToListAsync(stopping)).ToLookup(note => note.Concern);
        return new LinesFound([.. theirs.SelectMany(each => Of(who, each.Concern, each.Part, each.Written, notes[each.Concern.Id]).Select(line => line with { KeepFromFamily = HandlingOf.KeepsFromFamily(HandlingOf.Chosen(each.Written)) }))], rows.Count <= Most);
    }

    private static bool IsOf(FormPart pupil, ChildSought sought) =>
        sought.IsSame(NhsNumber.Read(pupil.Text("nhsNumber"), out var number) == NhsNumberFault.None ? number : null, pupil.Day("dateOfBirth"), pupil.Text("firstName"), pupil.Text("lastName"));

    private IEnumerable<ChronologyLine> Of(Practitioner who, Concern concern, ConcernPart part, FormPart written, IEnumerable<ConcernNote> notes)
    {
        var (at, source) = (written.Moment("noticedAt") ?? concern.WrittenAt, $"{who.Agency.Name}, concern of staff");
        // Its author sees what they and others added, and not what was decided: a lead tells them.
        ConcernNote[] theirs = [.. notes.Where(note => part == ConcernPart.Lead || (note.Kind == ConcernNote.Added && note.Person == who.Subject))];
        var decided = theirs.Where(note => note.Kind == ConcernNote.Decided).Select(note => (note.At, Said: new FormPart(seal.Open(note), DateOnly.MaxValue))).ToArray();
        yield return new ChronologyLine($"concern-{concern.Id:N}", LondonTime.Day(at), concern.School, source, "A member of staff wrote a concern")
        {
            At = at,
            Happened = written.Text("sawOrHeard") ?? "",
            Effect = Effect(written),
            Response = string.Join('\n', decided.Select(each => $"{Clock.Day(LondonTime.Day(each.At))}: {Actions(each.Said)}. {each.Said.Text("reason")}")),
            Outcome = decided is [.., var last] ? string.Join(' ', new[] { Then(last.Said.Text("then")), last.Said.Text("outcome") }.OfType<string>()) : "Nobody has decided yet",
        };
        foreach (var note in theirs.Where(note => note.Kind == ConcernNote.Added))
            yield return new ChronologyLine($"added-{note.Id:N}", LondonTime.Day(note.At), concern.School, source, "Something was added to a concern") { At = note.At, Happened = new FormPart(seal.Open(note), DateOnly.MaxValue).Text("text") ?? "" };
    }

    private string Effect(FormPart written)
    {
        var said = written.Text("childsWords") is { } words ? $"The child said: {words}" : null;
        var marks = written.Parts("marks").Select(Mark).ToImmutableArray();
        return string.Join('\n', new[] { said, marks.IsEmpty ? null : "Marks: " + string.Join("; ", marks) }.OfType<string>());
    }

    private string Mark(FormPart mark) => string.Join(", ", new[]
    {
        tables.Codes.LabelOf("body-region", mark.Text("region")!), mark.Text("side"), mark.Text("size") is { } size ? string.Create(CultureInfo.InvariantCulture, $"{size} cm") : null, mark.Text("colour"), mark.Text("shape"),
        mark.Text("explanation"),
    }.OfType<string>());

    private string Actions(FormPart decided) => string.Join(", ", decided.Words("actions").Select(action => tables.Codes.LabelOf("concern-action", action)));

    private static string? Then(string? then) => then switch { "closed" => "Closed.", "waiting" => "Waits.", "open" => "Stays open.", _ => null };
}
