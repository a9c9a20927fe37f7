using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Consents.Store;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Policy;
using Gateway.Rules.Consent;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Consents;

/// <summary>The ledger's entries about consent. Who and which agency stand in the common section, the child and the answer in the child's own.</summary>
internal sealed class ConsentEntries(Register register, PoliciesInForce policies)
{
    public LedgerEntry Of(Recorder recorder, RecordedStep step, RecordedConsent consent, ChildAsked child, Admission? admission) => new(
        EntryType.Consent, step.Id, recorder.Agency.Kind.Class(), EntryOutcome.Noted, recorder.Policy.Hash,
        new AskerSection(JsonBytes.Of(json =>
        {
            WriteAsker(json, recorder, admission);
            json.WriteString("consent"u8, consent.Id);
            json.WriteString("step"u8, step.Step!.Value.Word());
        }), Actor.Of(recorder.Practitioner)),
        [child.Section(RetentionClass.Consent(recorder.Agency.Id), json =>
        {
            AskCustodians.WriteChild(json, child);
            WriteConsent(json, consent);
        })]);

    public LedgerEntry Of(Recorder recorder, RecordedStep step, RecordedEngagement engagement, ChildAsked child, Admission? admission) => new(
        EntryType.Engagement, step.Id, recorder.Agency.Kind.Class(), EntryOutcome.Noted, recorder.Policy.Hash,
        new AskerSection(JsonBytes.Of(json =>
        {
            WriteAsker(json, recorder, admission);
            json.WriteString("engagement"u8, engagement.Id);
        }), Actor.Of(recorder.Practitioner)),
        [child.Section(RetentionClass.Consent(recorder.Agency.Id), json =>
        {
            AskCustodians.WriteChild(json, child);
            Words(json, "purposes"u8, engagement.Purposes);
            json.WriteString("informed"u8, engagement.Informed.Word());
            json.WriteString("view"u8, engagement.View.Word());
            if (engagement.Because is { } because) json.WriteString("because"u8, because.Word());
            if (engagement.Limb is { } limb) json.WriteString("paragraph18"u8, limb.Word());
            json.WriteString("on"u8, Day(engagement.On));
            json.WriteString("reference"u8, engagement.Reference);
        })]);

    /// <summary>Somebody wanted to record or look for something and was turned away.</summary>
    public LedgerEntry Refused(Recorder recorder, EntryType type, string because, ChildAsked child) => new(
        type, recorder.Interaction, recorder.Agency.Kind.Class(), EntryOutcome.Deny, recorder.Policy.Hash,
        new AskerSection(JsonBytes.Of(json =>
        {
            WriteAsker(json, recorder, null);
            json.WriteString("refused"u8, because);
        }), Actor.Of(recorder.Practitioner)),
        [child.Section(RetentionClass.Consent(recorder.Agency.Id), json => AskCustodians.WriteChild(json, child))]);

    public LedgerEntry Searched(Recorder recorder, ChildAsked child, Admission admission, ConsentsFound found) => new(
        EntryType.Search, recorder.Interaction, recorder.Agency.Kind.Class(), EntryOutcome.Permit, recorder.Policy.Hash,
        new AskerSection(JsonBytes.Of(json =>
        {
            WriteAsker(json, recorder, admission);
            json.WriteString("kind"u8, "consents-read");
        }), Actor.Of(recorder.Practitioner)),
        [child.Section(RetentionClass.Consent(recorder.Agency.Id), json =>
        {
            AskCustodians.WriteChild(json, child);
            Ids(json, "consents"u8, found.Consents.Select(consent => consent.Id));
            Ids(json, "engagements"u8, found.Engagements.Select(engagement => engagement.Id));
            json.WriteStartObject("resolved"u8);
            foreach (var (purpose, resolution) in found.Resolved) json.WriteString(purpose.Word(), resolution.State.Word());
            json.WriteEndObject();
        })]);

    /// <summary>Time alone moved a record: no child is named, and there is none to name.</summary>
    public LedgerEntry Moved(Agency? owner, RecordedConsent consent, ConsentStage to) => new(
        EntryType.Consent, consent.Id, AgencyClass.Gateway, EntryOutcome.Noted, PolicyHash,
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("agency"u8, owner?.Id ?? consent.Agency);
            json.WriteString("consent"u8, consent.Id);
            json.WriteString("step"u8, to switch { ConsentStage.ReviewDue => ConsentStep.FallDue.Word(), ConsentStage.Superseded => ConsentStep.Supersede.Word(), _ => ConsentStep.Lapse.Word() });
            if (consent.ReviewBecause is { } because) json.WriteString("because"u8, because.Word());
        }), new Actor(owner?.Id ?? consent.Agency)),
        []);

    /// <summary>How many records an agency's retention lets go.</summary>
    public LedgerEntry Erased(string agency, int consents, int engagements, DateTimeOffset before) => new(
        EntryType.Erasure, Guid.NewGuid(), AgencyClass.Gateway, EntryOutcome.Noted, PolicyHash,
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("agency"u8, agency);
            json.WriteString("authority"u8, "retention");
            json.WriteNumber("consents"u8, consents);
            json.WriteNumber("engagements"u8, engagements);
            json.WriteString("endedBefore"u8, before);
        }), new Actor(agency)),
        []);

    private ReadOnlyMemory<byte> PolicyHash => policies.Current?.Hash ?? new byte[32];

    private void WriteAsker(Utf8JsonWriter json, Recorder recorder, Admission? admission)
    {
        var asker = recorder.Practitioner;
        json.WriteString("agency"u8, asker.Agency.Id);
        json.WriteString("practitioner"u8, asker.Subject);
        if (asker.Name is { } name) json.WriteString("name"u8, name);
        json.WriteString("role"u8, asker.Role);
        json.WriteString("registerVersion"u8, register.Version);
        json.WriteString("policyVersion"u8, recorder.Policy.Version);
        json.WriteStartObject("relationship"u8);
        if (admission is Admission.Involved(var confirmed))
        {
            json.WriteString("type"u8, confirmed.Relationship.Type.Word());
            json.WriteString("reference"u8, confirmed.Reference);
        }
        else if (admission is Admission.NotAnswered(var silent)) json.WriteString("notAnswered"u8, silent.Because.Word());
        json.WriteEndObject();
    }

    private static void WriteConsent(Utf8JsonWriter json, RecordedConsent consent)
    {
        json.WriteString("kind"u8, consent.Kind.Word());
        json.WriteString("state"u8, consent.Stage.Word());
        json.WriteString("giver"u8, consent.Giver.Word());
        json.WriteString("obtained"u8, consent.Obtained.Word());
        Words(json, "items"u8, consent.Items);
        Words(json, "recipients"u8, consent.Recipients);
        Words(json, "purposes"u8, consent.Purposes);
        if (consent.GivenOn is { } given) json.WriteString("givenOn"u8, Day(given));
        if (consent.ReviewOn is { } review) json.WriteString("reviewOn"u8, Day(review));
        if (consent.ReviewBecause is { } because) json.WriteString("reviewBecause"u8, because.Word());
        if (consent.LapsesOn is { } lapses) json.WriteString("lapsesOn"u8, Day(lapses));
        if (consent.WithdrawnBy is { } by) json.WriteString("withdrawnBy"u8, by.Word());
        if (consent.SuspectedSourceOfHarm) json.WriteBoolean("suspectedSourceOfHarm"u8, true);
        json.WriteString("reference"u8, consent.Reference);
        if (consent.Value().Competence is { } judged) WriteCompetence(json, judged);
    }

    private static void WriteCompetence(Utf8JsonWriter json, Competence judged)
    {
        json.WriteStartObject("competence"u8);
        json.WriteString("id"u8, judged.Reference);
        json.WriteString("kind"u8, judged.Kind.Word());
        json.WriteBoolean("understands"u8, judged.Understands);
        json.WriteBoolean("seesConsequences"u8, judged.SeesConsequences);
        json.WriteBoolean("weighs"u8, judged.Weighs);
        json.WriteBoolean("freeOfPressure"u8, judged.FreeOfPressure);
        json.WriteString("assessedBy"u8, judged.AssessedBy);
        json.WriteString("assessedOn"u8, Day(judged.AssessedOn));
        json.WriteString("decision"u8, judged.Decision.Word());
        json.WriteEndObject();
    }

    private static void Words(Utf8JsonWriter json, ReadOnlySpan<byte> name, string words)
    {
        json.WriteStartArray(name);
        foreach (var word in WordList.Of(words)) json.WriteStringValue(word);
        json.WriteEndArray();
    }

    private static void Ids(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<Guid> ids)
    {
        json.WriteStartArray(name);
        foreach (var id in ids) json.WriteStringValue(id);
        json.WriteEndArray();
    }

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
