using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Asks;
using Gateway.Audit;
using Gateway.Consents;
using Gateway.Disclosure.Explain;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Matching;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>
/// Makes the two entries of a check: the request with its decision before anybody is asked, and the disclosure before the
/// first byte leaves (sharing rules, 6.3). The names and the child are in sealed sections; the leaf holds codes.
/// </summary>
internal sealed class RecordCheck(Register register)
{
    public LedgerEntry Decision(CheckContext check, RelationshipAnswer relationship, RequestFacts facts, Decision decision)
    {
        var common = JsonBytes.Of(json =>
        {
            WriteAsker(json, check);
            WriteReasons(json, check.Question);
            WriteRelationship(json, relationship);
            RecordedFacts.Write(json, facts, check.Consent?.Resolution.OutOfScope ?? []);
            WriteDecision(json, decision);
            if (check.Policy.Basis(check.Asker.Agency.Kind.Word(), check.Question.Purpose) is { } basis) WriteExplanation.WriteBasis(json, basis);
        });
        var outcome = decision.RefusesEverything ? EntryOutcome.Deny : decision.Items.All(i => i.MayBeAsked) ? EntryOutcome.Permit : EntryOutcome.Partial;
        return Entry(EntryType.Decision, check, outcome, common, json =>
        {
            AskCustodians.WriteChild(json, check.Question.Child);
            if (check.Consent is { } consent) WriteConsentHeld.To(json, consent);
        });
    }

    /// <param name="answer">As it is released; none where nothing is.</param>
    public LedgerEntry Disclosure(CheckContext check, Findings findings, CheckAnswer? answer, byte[] body)
    {
        var common = JsonBytes.Of(json =>
        {
            WriteAsker(json, check);
            json.WriteString("identity"u8, findings.Identity);
            WriteDecision(json, findings.Decision);
            RecordedRecord.Write(json, findings.Record);
        });
        return Entry(EntryType.Disclosure, check, Outcome(findings), common, json =>
        {
            WriteReleased(json, check, body);
            WriteWhatWasSaid.To(json, check, findings);
            if (answer is not null) WriteUnanswered(json, answer);
        });
    }

    /// <summary>Nobody was asked: no child was matched, or nobody could look.</summary>
    public LedgerEntry NotMatched(CheckContext check, ChildMatch match, byte[] body)
    {
        var why = (match as ChildMatch.NotKnown)?.Why;
        var common = JsonBytes.Of(json =>
        {
            WriteAsker(json, check);
            json.WriteString("identity"u8, why is null ? "not-matched" : "not-known");
            if (match is ChildMatch.Superseded) json.WriteString("because"u8, "superseded");
            if (why is { } fault) json.WriteString("because"u8, fault.Word());
        });
        return Entry(EntryType.Disclosure, check, why is null ? EntryOutcome.NotMatched : EntryOutcome.Unknown, common, json => WriteReleased(json, check, body));
    }

    /// <summary>What a source said after the answer had gone out; a disclosure of its own, of the same question.</summary>
    public LedgerEntry Late(CheckContext check, Findings findings, DateTimeOffset answeredAt, byte[] body)
    {
        var common = JsonBytes.Of(json =>
        {
            json.WriteString("kind"u8, "late-answer");
            json.WriteString("answeredAt"u8, answeredAt);
            WriteAsker(json, check);
            WriteDecision(json, findings.Decision);
            RecordedRecord.Write(json, findings.Record);
        });
        return Entry(EntryType.Disclosure, check, body.Length == 0 ? EntryOutcome.Deny : EntryOutcome.Noted, common, json =>
        {
            WriteReleased(json, check, body);
            WriteWhatWasSaid.To(json, check, findings);
        });
    }

    /// <summary>The time is over for the sources that are still silent. Nothing was disclosed.</summary>
    public LedgerEntry StillSilent(CheckContext check, Findings findings)
    {
        var common = JsonBytes.Of(json =>
        {
            json.WriteString("kind"u8, "late-ended");
            WriteAsker(json, check);
        });
        return Entry(EntryType.Outcome, check, EntryOutcome.Noted, common, json =>
        {
            AskCustodians.WriteChild(json, check.Question.Child);
            WriteWhatWasSaid.To(json, check, findings);
        });
    }

    private static void WriteReleased(Utf8JsonWriter json, CheckContext check, byte[] body)
    {
        AskCustodians.WriteChild(json, check.Question.Child);
        json.WriteString("released"u8, Convert.ToHexStringLower(SHA256.HashData(body)));
        if (check.Consent is { } consent) WriteConsentHeld.To(json, consent);
    }

    private static LedgerEntry Entry(EntryType type, CheckContext check, EntryOutcome outcome, byte[] common, Action<Utf8JsonWriter> child) => new(
        type, check.Interaction, check.Asker.Agency.Kind.Class(), outcome, check.Policy.Hash,
        new AskerSection(common, Actor.Of(check.Asker)),
        [check.Question.Child.Section(RetentionClass.Decision(check.Asker.Agency.Id), child)]);

    private static EntryOutcome Outcome(Findings findings) =>
        findings.AgreementEnded && findings.Decision.RefusesEverything ? EntryOutcome.Deny
        : findings.Answers.All(a => a.Items.All(said => said.Said.IsAnswer)) ? EntryOutcome.Permit
        : EntryOutcome.Partial;

    private void WriteAsker(Utf8JsonWriter json, CheckContext check)
    {
        if (check.Check != Guid.Empty) json.WriteString("check"u8, check.Check);
        json.WriteString("request"u8, check.RequestId);
        if (check.Collects is { } ask) json.WriteString("collects"u8, ask.Id);
        json.WriteString("agency"u8, check.Asker.Agency.Id);
        json.WriteString("practitioner"u8, check.Asker.Subject);
        if (check.Asker.Name is { } name) json.WriteString("name"u8, name);
        json.WriteString("role"u8, check.Asker.Role);
        json.WriteString("purpose"u8, check.Question.Purpose.Word());
        json.WriteString("registerVersion"u8, register.Version);
        json.WriteString("policyVersion"u8, check.Policy.Version);
    }

    // As they were written: a reviewer reads the same words as the asker.
    private static void WriteReasons(Utf8JsonWriter json, CheckQuestion question)
    {
        if (question.ConflictOfInterest) json.WriteBoolean("conflictOfInterest"u8, true);
        if (question.Emergency is { } emergency)
        {
            json.WriteStartObject("emergency"u8);
            json.WriteString("basis"u8, emergency.Basis);
            json.WriteEndObject();
        }

        if (question.Justification is { } said) WriteJustification.To(json, said);
    }

    private static void WriteRelationship(Utf8JsonWriter json, RelationshipAnswer relationship)
    {
        json.WriteStartObject("relationship"u8);
        switch (relationship)
        {
            case RelationshipAnswer.Confirmed confirmed:
                json.WriteString("type"u8, confirmed.Relationship.Type.Word());
                json.WriteString("reference"u8, confirmed.Reference);
                if (confirmed.Relationship.EndedAt is { } ended) json.WriteString("endedAt"u8, ended);
                break;
            case RelationshipAnswer.NotAnswered silent:
                json.WriteString("notAnswered"u8, silent.Because.Word());
                break;
            default:
                json.WriteString("type"u8, "none");
                break;
        }

        json.WriteEndObject();
    }

    public static void WriteDecision(Utf8JsonWriter json, Decision decision)
    {
        json.WriteStartArray("items"u8);
        foreach (var item in decision.Items)
        {
            json.WriteStartObject();
            json.WriteString("item"u8, item.Item.Word());
            json.WriteString("outcome"u8, item.Outcome.Word());
            json.WriteString("reason"u8, item.Reason);
            json.WriteNumber("rules"u8, (ulong)item.Rules);
            if (item.Justified) json.WriteBoolean("justified"u8, true);
            if (item.Emergency) json.WriteBoolean("emergency"u8, true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (decision.Obligations == ObligationSet.None) return;
        json.WriteStartArray("obligations"u8);
        foreach (var word in decision.Obligations.Words()) json.WriteStringValue(word);
        json.WriteEndArray();
    }

    // What whoever asked was shown as unsettled, by the names that they were shown: whoever lets the child go later answers for each of them.
    private static void WriteUnanswered(Utf8JsonWriter json, CheckAnswer answer)
    {
        string[] shown = [.. answer.Sources.Where(source => source.Ring is not null || source.Answer == Said.Withheld.Word()).Select(source => source.Custodian).Distinct()];
        if (shown.Length == 0 && answer.Incomplete.IsEmpty) return;
        json.WriteStartArray("unanswered"u8);
        foreach (var custodian in shown) json.WriteStringValue(custodian);
        if (shown.Length == 0) json.WriteStringValue("answer"u8);
        json.WriteEndArray();
    }
}
