using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Rules.Policy;

namespace Gateway.Chronology;

/// <summary>The ledger's entry of a chronology: who has which lines, or why none. It quotes nothing.</summary>
internal static class ChronologyEntry
{
    public static LedgerEntry Of(Practitioner who, Guid interaction, ChronologyQuestion question, Decision decision, RelationshipAnswer relationship, EntryOutcome outcome, string? because, DrawnChronology? drawn) => new(
        EntryType.Disclosure, interaction, who.Agency.Kind.Class(), outcome, decision.PolicyHash,
        new AskerSection(JsonBytes.Of(json => Common(json, who, question, decision, relationship, because, drawn)), Actor.Of(who)),
        [question.Child.Section(RetentionClass.Decision(who.Agency.Id), json =>
        {
            AskCustodians.WriteChild(json, question.Child);
            if (drawn is null) return;
            json.WriteStartArray("lines"u8);
            foreach (var line in drawn.Lines) json.WriteStringValue(line.Id);
            json.WriteEndArray();
        })]);

    private static void Common(Utf8JsonWriter json, Practitioner who, ChronologyQuestion question, Decision decision, RelationshipAnswer relationship, string? because, DrawnChronology? drawn)
    {
        json.WriteString("kind"u8, "chronology");
        RecordReading.WriteWho(json, who);
        json.WriteString("purpose"u8, question.Purpose.Word());
        json.WriteString("form"u8, question.Form.Word());
        if (question.From is { } from) json.WriteString("from"u8, from.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        if (question.To is { } to) json.WriteString("to"u8, to.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("relationship"u8, relationship switch { RelationshipAnswer.Confirmed { Relationship.Type: var type } => type.Word(), RelationshipAnswer.NotAnswered => "not-answered", _ => "none" });
        json.WriteString("decided"u8, string.Join(' ', decision.Items.Select(item => $"{item.Item.Word()}={item.Outcome.Word()}:{item.Reason}")));
        if (because is not null) json.WriteString("because"u8, because);
        if (drawn is null) return;
        json.WriteNumber("lines"u8, drawn.Lines.Length);
        json.WriteNumber("leftOut"u8, drawn.LeftOut);
    }
}
