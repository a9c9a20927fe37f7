using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit.Trace;
using Gateway.Federation;
using Gateway.Hosting;

namespace Gateway.Audit.Search;

/// <summary>The ledger's entries about its own reading. A search for a child lies on that child's trail too.</summary>
internal static class SearchEntries
{
    private static readonly byte[] NoPolicy = new byte[32];

    /// <param name="shown">The entries that will be shown.</param>
    public static LedgerEntry Shown(Practitioner who, SearchQuestion question, IEnumerable<Guid> shown, bool whole, DateTimeOffset now) =>
        Entry(EntryType.Search, EntryOutcome.Permit, who, question.Child, now, json =>
        {
            WriteQuestion(json, question);
            json.WriteBoolean("whole"u8, whole);
            json.WriteStartArray("shown"u8);
            foreach (var id in shown) json.WriteStringValue(id);
            json.WriteEndArray();
        });

    public static LedgerEntry Refused(Practitioner who, SearchQuestion question, string because, DateTimeOffset now) =>
        Entry(EntryType.Search, EntryOutcome.Deny, who, question.Child, now, json =>
        {
            WriteQuestion(json, question);
            json.WriteString("refused"u8, because);
        });

    /// <summary>One decision is followed from end to end.</summary>
    /// <param name="child">Null where what was sealed about the child is erased.</param>
    /// <param name="shown">The entries that will be shown; none where a colleague is to agree first.</param>
    public static LedgerEntry Traced(Practitioner who, ChildAsked? child, TraceQuestion question, Guid decision, IReadOnlyList<Guid>? shown, DateTimeOffset now) =>
        Entry(EntryType.Search, shown is null ? EntryOutcome.Deny : EntryOutcome.Permit, who, child, now, json =>
        {
            json.WriteString("kind"u8, "decision-trace");
            json.WriteString("decision"u8, decision);
            if (question.Agreement is { } agreement) json.WriteString("agreement"u8, agreement);
            json.WriteString("reason"u8, question.Reason);
            if (shown is null) json.WriteString("refused"u8, SearchProblems.AgreementNeeded.Type);
            json.WriteStartArray("shown"u8);
            foreach (var id in shown ?? []) json.WriteStringValue(id);
            json.WriteEndArray();
        });

    /// <summary>A second person agrees that a colleague reads the history of a child whose whereabouts are protected.</summary>
    public static LedgerEntry Agreed(Practitioner who, Agreement agreement, DateTimeOffset now) =>
        Entry(EntryType.Outcome, EntryOutcome.Permit, who, agreement.Child, now, json =>
        {
            json.WriteString("kind"u8, Agreement.Kind);
            json.WriteString("colleague"u8, agreement.Colleague);
            json.WriteBoolean("forFamily"u8, agreement.ForFamily);
            json.WriteString("reason"u8, agreement.Reason);
        });

    internal static void WriteQuestion(Utf8JsonWriter json, SearchQuestion question, string kind = "access-history")
    {
        json.WriteString("kind"u8, kind);
        json.WriteString("of"u8, question.Of switch { AccessOf.ToChild => "child", AccessOf.ByPractitioner => "practitioner", _ => "agency" });
        if (question.Of is AccessOf.ByPractitioner(_, var practitioner)) json.WriteString("looked-at"u8, practitioner);
        if (question.Of is AccessOf.ByAgency(var agency)) json.WriteString("looked-at"u8, agency);
        if (question.ForFamily) json.WriteString("extract"u8, "family");
        if (question.Agreement is { } agreement) json.WriteString("agreement"u8, agreement);
        json.WriteString("reason"u8, question.Reason);
    }

    private static LedgerEntry Entry(
        EntryType type, EntryOutcome outcome, Practitioner who, ChildAsked? child, DateTimeOffset now, Action<Utf8JsonWriter> write) => new(
        type, Guid.CreateVersion7(now), who.Agency.Kind.Class(), outcome, NoPolicy,
        new AskerSection(JsonBytes.Of(json =>
        {
            RecordReading.WriteWho(json, who);
            write(json);
        }), Actor.Of(who)),
        child is { } one ? [one.Section(RetentionClass.Reading(who.Agency.Id), json => AskCustodians.WriteChild(json, one))] : []);
}
