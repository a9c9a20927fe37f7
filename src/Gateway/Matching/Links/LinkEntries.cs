using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Matching.Links.Store;
using Gateway.Rules.Matching.Links;

namespace Gateway.Matching.Links;

/// <summary>The ledger's entries about links. Who and which link stand in the common section; a child's own section puts it on that child's trail.</summary>
internal static class LinkEntries
{
    private static readonly byte[] NoPolicy = new byte[32];

    /// <summary>A step of a link: asserted, confirmed, disputed, withdrawn.</summary>
    public static LedgerEntry Step(Practitioner who, ChildLink link, string step, string reason, ChildAsked? child = null, EntryOutcome outcome = EntryOutcome.Noted) =>
        Of(who, outcome, child is { } one ? [one] : [], json =>
        {
            json.WriteString("kind"u8, "link");
            json.WriteString("link"u8, link.Id);
            json.WriteString("step"u8, step);
            json.WriteString("status"u8, link.Status.Word());
            json.WriteString("authority"u8, link.Authority);
            json.WriteString("evidence"u8, link.Evidence);
            if (link.Model is { } model) json.WriteString("model"u8, model);
            json.WriteString("reason"u8, reason);
        });

    /// <summary>How an upload of an agency's records went: numbers, and no child.</summary>
    public static LedgerEntry Uploaded(Practitioner who, LinkUpload upload) => Of(who, EntryOutcome.Noted, [], json =>
    {
        json.WriteString("kind"u8, "link-upload");
        json.WriteString("upload"u8, upload.Id);
        json.WriteNumber("records"u8, upload.Records);
        json.WriteNumber("linked"u8, upload.Linked);
        json.WriteNumber("possible"u8, upload.Possible);
        json.WriteNumber("notFound"u8, upload.NotFound);
    });

    /// <summary>A merge or a split: proposed, agreed, declined, or (<see cref="EntryOutcome.Deny"/>) not for this person to agree to.</summary>
    public static LedgerEntry Event(Practitioner who, LinkEvent one, string step, string reason, EntryOutcome outcome = EntryOutcome.Noted, int corrections = 0) =>
        Of(who, outcome, [one.KeptChild, one.JoinedChild], json =>
        {
            WriteEvent(json, one, step, reason);
            if (corrections > 0) json.WriteNumber("corrections"u8, corrections);
        });

    /// <summary>What the national service gave notice of: it is done and logged, and nobody agreed to it.</summary>
    public static LedgerEntry Superseded(LinkEvent one) => new(
        EntryType.Link, one.Id, AgencyClass.Gateway, EntryOutcome.Noted, NoPolicy,
        new AskerSection(JsonBytes.Of(json => WriteEvent(json, one, "agreed", one.Reason)), null), Sections("gateway", [one.KeptChild, one.JoinedChild]));

    public static LedgerEntry KeptApart(Practitioner who, ChildAsked one, ChildAsked other, string reason) => Of(who, EntryOutcome.Noted, [one, other], json =>
    {
        json.WriteString("kind"u8, "do-not-link");
        json.WriteString("reason"u8, reason);
    });

    public static LedgerEntry TaskDone(Practitioner who, LinkTask task, string outcome, string reason) => Of(who, EntryOutcome.Noted, [], json =>
    {
        json.WriteString("kind"u8, "link-task");
        json.WriteString("task"u8, task.Id);
        json.WriteString("what"u8, task.Kind.Word());
        json.WriteString("outcome"u8, outcome);
        json.WriteString("reason"u8, reason);
    });

    public static LedgerEntry CorrectionRead(Practitioner who, LinkCorrection correction) => Of(who, EntryOutcome.Noted, [], json =>
    {
        json.WriteString("kind"u8, "correction-read");
        json.WriteString("correction"u8, correction.Id);
        json.WriteString("check"u8, correction.Check);
    });

    private static void WriteEvent(Utf8JsonWriter json, LinkEvent one, string step, string reason)
    {
        json.WriteString("kind"u8, one.Kind.Word());
        json.WriteString("event"u8, one.Id);
        json.WriteString("step"u8, step);
        if (one.Undoes is { } merge) json.WriteString("undoes"u8, merge);
        json.WriteStartArray("moves"u8);
        foreach (var link in one.MovedLinks) json.WriteStringValue(link);
        json.WriteEndArray();
        json.WriteString("reason"u8, reason);
    }

    private static LedgerEntry Of(Practitioner who, EntryOutcome outcome, ReadOnlySpan<ChildAsked> children, Action<Utf8JsonWriter> write) => new(
        EntryType.Link, Guid.NewGuid(), who.Agency.Kind.Class(), outcome, NoPolicy,
        new AskerSection(JsonBytes.Of(json =>
        {
            RecordReading.WriteWho(json, who);
            write(json);
        }), Actor.Of(who)),
        Sections(who.Agency.Id, children));

    // A child has one section of an entry: two numbers that are the same are one child's.
    private static System.Collections.Immutable.ImmutableArray<ChildSection> Sections(string controller, ReadOnlySpan<ChildAsked> children)
    {
        var sections = new List<ChildSection>();
        foreach (var child in children)
            if (sections.TrueForAll(section => section.Child != child.NhsNumber))
                sections.Add(child.Section(RetentionClass.Decision(controller), json => AskCustodians.WriteChild(json, child)));
        return [.. sections];
    }
}
