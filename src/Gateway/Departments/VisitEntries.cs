using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Departments.Store;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Rules.Departments;
using Gateway.Rules.Notices;

namespace Gateway.Departments;

/// <summary>
/// The ledger's entries about visits. Who, which visit, what kind of thing and what stayed open stand in the common section; who the child is in the child's own.
/// What people wrote stays in the store.
/// </summary>
internal static class VisitEntries
{
    private static readonly byte[] NoPolicy = new byte[32];

    public static LedgerEntry Added(
        Practitioner who, VisitRequest request, Visit visit, Guid entry, EntryKind kind, ChildAsked? of, ImmutableArray<OpenThing> open, ImmutableArray<(NoticeEvent Event, Told Told)> told) => new(
        EntryType.Visit, request.Id, who.Agency.Kind.Class(), EntryOutcome.Noted, NoPolicy,
        new AskerSection(JsonBytes.Of(json =>
        {
            RecordReading.WriteWho(json, who);
            json.WriteString("kind"u8, kind.Word());
            json.WriteString("visit"u8, visit.Id);
            json.WriteString("entry"u8, entry);
            json.WriteNumber("number"u8, visit.Version);
            // Nobody knows on whose trail it belongs: the entry by which the child is found is on it, and names the visit.
            if (of is null) json.WriteString("identity"u8, "not-found");
            if (visit.End != VisitEnd.None) json.WriteString("end"u8, VisitWords.Of(visit.End));
            json.WriteStartArray("open"u8);
            // Which council did not answer can tell where a child lives: of a source the kind alone.
            foreach (var thing in open) json.WriteStringValue(thing.Kind is OpenKind.Source or OpenKind.NotTold ? thing.Kind.Word() : thing.Key);
            json.WriteEndArray();
            json.WriteStartArray("events"u8);
            foreach (var word in told.Select(one => one.Event.Word()).Distinct()) json.WriteStringValue(word);
            json.WriteEndArray();
        }), Actor.Of(who)),
        of is { } child ? [child.Section(RetentionClass.Decision(who.Agency.Id), json =>
        {
            AskCustodians.WriteChild(json, child);
            json.WriteString("visit"u8, visit.Id);
            json.WriteString("kind"u8, kind.Word());
            json.WriteStartArray("open"u8);
            foreach (var thing in open) json.WriteStringValue(thing.Key);
            json.WriteEndArray();
            json.WriteStartArray("told"u8);
            foreach (var (happened, one) in told) json.WriteStringValue($"{happened.Word()} {one.Part.Word()} {one.Agency.Id}");
            json.WriteEndArray();
        })] : []);

    /// <summary>What a list or a page of visits shows is disclosed to whoever reads it: on each child's trail, before it is shown.</summary>
    public static LedgerEntry Shown(Practitioner who, string kind, ImmutableArray<(Visit Visit, ChildAsked? Child, bool Plan)> shown, ReadOnlyMemory<byte> policy, DateTimeOffset now) => new(
        EntryType.Search, Guid.CreateVersion7(now), who.Agency.Kind.Class(), EntryOutcome.Noted, policy,
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("kind"u8, kind);
            RecordReading.WriteWho(json, who);
            json.WriteStartArray("shown"u8);
            foreach (var one in shown) json.WriteStringValue(one.Visit.Id);
            json.WriteEndArray();
        }), Actor.Of(who)),
        [.. shown.Where(one => one.Child is not null).GroupBy(one => one.Child!.Value.NhsNumber).Select(same => same.First().Child!.Value.Section(RetentionClass.Decision(who.Agency.Id), json =>
        {
            AskCustodians.WriteChild(json, same.First().Child!.Value);
            json.WriteStartArray("visits"u8);
            foreach (var one in same) json.WriteStringValue(one.Visit.Id);
            json.WriteEndArray();
            json.WriteBoolean("plan"u8, same.Any(one => one.Plan));
        }))]);
}
