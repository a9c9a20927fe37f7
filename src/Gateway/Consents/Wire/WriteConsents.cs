using System.Globalization;
using System.Text.Json;
using Gateway.Audit;
using Gateway.Consents.Store;
using Gateway.Hosting;
using Gateway.Rules.Consent;
using Gateway.Rules.Policy;

namespace Gateway.Consents.Wire;

/// <summary>Writes what was recorded and what was found.</summary>
internal static class WriteConsents
{
    public static byte[] Recorded(RecordedStep step) => JsonBytes.Of(json =>
    {
        json.WriteString(step.Step is null ? "engagement"u8 : "consent"u8, step.Subject);
        if (step.Stage is { } stage) json.WriteString("state"u8, stage.Word());
        OptionalDay(json, "reviewOn"u8, step.ReviewOn);
        OptionalDay(json, "lapsesOn"u8, step.LapsesOn);
        json.WriteString("at"u8, step.At);
        WriteReceipt(json, step.LedgerIndex!.Value, step.LedgerEntry!.Value, step.LedgerAt!.Value);
    });

    public static byte[] Found(ConsentsFound found, LedgerReceipt receipt) => JsonBytes.Of(json =>
    {
        json.WriteString("at"u8, found.At);
        List(json, "consents"u8, found.Consents, consent => Consent(json, consent, found.Today));
        List(json, "engagements"u8, found.Engagements, engagement => Engagement(json, engagement));
        List(json, "resolved"u8, found.Resolved, one => Resolved(json, one.Purpose, one.Resolution));
        if (found.Seek is var (advice, test))
        {
            json.WriteStartObject("seek"u8);
            json.WriteString("advice"u8, advice.Word());
            json.WriteString("test"u8, test);
            json.WriteString("words"u8, SeekWords.Of(advice));
            json.WriteEndObject();
        }

        WriteReceipt(json, receipt.Index, receipt.EntryId, receipt.At);
    });

    private static void Consent(Utf8JsonWriter json, RecordedConsent consent, DateOnly today)
    {
        var value = consent.Value();
        json.WriteString("consent"u8, consent.Id);
        json.WriteString("kind"u8, consent.Kind.Word());
        json.WriteString("state"u8, value.StageOn(today).Word());
        json.WriteBoolean("stands"u8, value.StandsOn(today));
        json.WriteString("giver"u8, consent.Giver.Word());
        json.WriteString("obtained"u8, consent.Obtained.Word());
        Words(json, "items"u8, consent.Items);
        Words(json, "recipients"u8, consent.Recipients);
        Words(json, "purposes"u8, consent.Purposes);
        OptionalDay(json, "givenOn"u8, consent.GivenOn);
        OptionalDay(json, "reviewOn"u8, consent.ReviewOn);
        if (consent.ReviewBecause is { } because) json.WriteString("reviewBecause"u8, because.Word());
        OptionalDay(json, "lapsesOn"u8, consent.LapsesOn);
        if (consent.WithdrawnAt is { } withdrawn) json.WriteString("withdrawnAt"u8, withdrawn);
        if (consent.WithdrawnBy is { } by) json.WriteString("withdrawnBy"u8, by.Word());
        if (consent.SuspectedSourceOfHarm) json.WriteBoolean("suspectedSourceOfHarm"u8, true);
        if (value.Competence is { } judged) Competence(json, judged);
        json.WriteString("reference"u8, consent.Reference);
        json.WriteString("recordedBy"u8, consent.RecordedBy);
        json.WriteString("recordedAt"u8, consent.RecordedAt);
    }

    private static void Competence(Utf8JsonWriter json, Competence judged)
    {
        json.WriteStartObject("competence"u8);
        json.WriteString("kind"u8, judged.Kind.Word());
        json.WriteBoolean("understands"u8, judged.Understands);
        json.WriteBoolean("seesConsequences"u8, judged.SeesConsequences);
        json.WriteBoolean("weighs"u8, judged.Weighs);
        json.WriteBoolean("freeOfPressure"u8, judged.FreeOfPressure);
        json.WriteString("assessedBy"u8, judged.AssessedBy);
        Day(json, "assessedOn"u8, judged.AssessedOn);
        json.WriteEndObject();
    }

    private static void Engagement(Utf8JsonWriter json, RecordedEngagement told)
    {
        json.WriteString("engagement"u8, told.Id);
        Words(json, "purposes"u8, told.Purposes);
        json.WriteString("informed"u8, told.Informed.Word());
        json.WriteString("view"u8, told.View.Word());
        if (told.Because is { } because) json.WriteString("because"u8, because.Word());
        if (told.Limb is { } limb) json.WriteString("paragraph18"u8, limb.Word());
        Day(json, "on"u8, told.On);
        json.WriteString("reference"u8, told.Reference);
        json.WriteString("recordedBy"u8, told.RecordedBy);
        json.WriteString("recordedAt"u8, told.RecordedAt);
    }

    private static void Resolved(Utf8JsonWriter json, Purpose purpose, Resolution resolution)
    {
        json.WriteString("purpose"u8, purpose.Word());
        json.WriteString("state"u8, resolution.State.Word());
        if (resolution.GivenBy is { } by) json.WriteString("givenBy"u8, by.Word());
        if (resolution.Competent is { } competent) json.WriteBoolean("competent"u8, competent);
        json.WriteBoolean("conflict"u8, resolution.Conflict);
        json.WriteStartArray("items"u8);
        if (resolution.State == ConsentState.Given)
            foreach (var item in ItemWords.All.Except(resolution.OutOfScope)) json.WriteStringValue(item.Word());
        json.WriteEndArray();
    }

    private static void WriteReceipt(Utf8JsonWriter json, long index, Guid entry, DateTimeOffset at)
    {
        json.WriteStartObject("receipt"u8);
        json.WriteNumber("entry"u8, index);
        json.WriteString("entryId"u8, entry);
        json.WriteString("at"u8, at);
        json.WriteEndObject();
    }

    private static void List<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<T> all, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var one in all)
        {
            json.WriteStartObject();
            write(one);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Words(Utf8JsonWriter json, ReadOnlySpan<byte> name, string words)
    {
        json.WriteStartArray(name);
        foreach (var word in WordList.Of(words)) json.WriteStringValue(word);
        json.WriteEndArray();
    }

    private static void OptionalDay(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateOnly? day)
    {
        if (day is { } there) Day(json, name, there);
    }

    private static void Day(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateOnly day) => json.WriteString(name, day.ToString("O", CultureInfo.InvariantCulture));
}
