using System.Collections.Immutable;
using System.Globalization;
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

    public LedgerEntry Disclosure(CheckContext check, Findings findings, byte[] body)
    {
        var common = JsonBytes.Of(json =>
        {
            WriteAsker(json, check);
            json.WriteString("identity"u8, findings.Identity);
            WriteDecision(json, findings.Decision);
        });
        return Entry(EntryType.Disclosure, check, Outcome(findings), common, json =>
        {
            WriteReleased(json, check, body);
            WriteSources(json, check, findings);
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
        });
        return Entry(EntryType.Disclosure, check, body.Length == 0 ? EntryOutcome.Deny : EntryOutcome.Noted, common, json =>
        {
            WriteReleased(json, check, body);
            WriteSources(json, check, findings);
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
            WriteSources(json, check, findings);
        });
    }

    private static void WriteReleased(Utf8JsonWriter json, CheckContext check, byte[] body)
    {
        AskCustodians.WriteChild(json, check.Question.Child);
        json.WriteString("released"u8, Convert.ToHexStringLower(SHA256.HashData(body)));
        if (check.Consent is { } consent) WriteConsentHeld.To(json, consent);
    }

    private static LedgerEntry Entry(EntryType type, CheckContext check, EntryOutcome outcome, byte[] common, Action<Utf8JsonWriter> child) => new(
        type, check.Interaction, ClassOf(check.Asker.Agency.Kind), outcome, check.Policy.Hash,
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

    // What was said and when, never the values: the ledger keeps decisions, not case files. Custodians that said the same
    // share a row, so that a register of every council and department in England fits into a section.
    private static void WriteSources(Utf8JsonWriter json, CheckContext check, Findings findings)
    {
        if (findings.AskedUnder is { } other && other != check.RequestId) json.WriteString("askedUnder"u8, other);
        json.WriteStartArray("sources"u8);
        foreach (var alike in Alike(findings.Answers))
        {
            json.WriteStartObject();
            json.WriteStartObject("said"u8);
            foreach (var said in alike[0].Items) json.WriteString(said.Item.Word(), Word(said.Said));
            json.WriteEndObject();
            WriteInPart(json, alike[0]);
            json.WriteStartObject("custodians"u8);
            foreach (var answer in alike) json.WriteString(answer.Question.Custodian.Id, answer.AsOf?.ToString("O", CultureInfo.InvariantCulture));
            json.WriteEndObject();
            WriteLists(json, alike);
            WriteFiles(json, alike);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Why what is held may not be all of it.
    private static void WriteInPart(Utf8JsonWriter json, CustodianAnswer answer)
    {
        if (!answer.Items.Any(said => IsInPart(said.Said))) return;
        json.WriteStartObject("inPart"u8);
        foreach (var said in answer.Items)
            if (IsInPart(said.Said)) json.WriteString(said.Item.Word(), said.Said.Because.Word());
        json.WriteEndObject();
    }

    private static bool IsInPart(CustodianSaid said) => said is { Said: Said.Held, IsAnswer: false };

    // Whose signed list spoke, and which submission of it: its envelope is in the ledger too. And who of them was asked and was silent.
    private static void WriteLists(Utf8JsonWriter json, List<CustodianAnswer> alike)
    {
        if (!alike.Exists(answer => answer.List is not null)) return;
        json.WriteStartObject("lists"u8);
        foreach (var answer in alike)
            if (answer.List is { } list) json.WriteNumber(answer.Question.Custodian.Id, list.Sequence);
        json.WriteEndObject();
        if (!alike.Exists(answer => answer.Silent != Because.None)) return;
        json.WriteStartObject("silent"u8);
        foreach (var answer in alike)
            if (answer.Silent != Because.None) json.WriteString(answer.Question.Custodian.Id, answer.Silent.Word());
        json.WriteEndObject();
    }

    // Whose file spoke, and which one: that it was applied is in the ledger too.
    private static void WriteFiles(Utf8JsonWriter json, List<CustodianAnswer> alike)
    {
        if (!alike.Exists(answer => answer.File is not null)) return;
        json.WriteStartObject("files"u8);
        foreach (var answer in alike)
            if (answer.File is { } file) json.WriteNumber(answer.Question.Custodian.Id, file.Sequence);
        json.WriteEndObject();
    }

    private static List<List<CustodianAnswer>> Alike(ImmutableArray<CustodianAnswer> answers)
    {
        var groups = new List<List<CustodianAnswer>>();
        foreach (var answer in answers)
        {
            var group = groups.Find(group => SaidAlike(group[0], answer));
            if (group is null) groups.Add([answer]);
            else group.Add(answer);
        }

        return groups;
    }

    private static bool SaidAlike(CustodianAnswer one, CustodianAnswer other)
    {
        if (one.Items.Length != other.Items.Length) return false;
        for (var place = 0; place < one.Items.Length; place++)
            if (one.Items[place].Item != other.Items[place].Item || one.Items[place].Said != other.Items[place].Said) return false;
        return true;
    }

    // A word of its own: whoever does not know it takes what is held in part for no whole answer.
    private static string Word(CustodianSaid said) => IsInPart(said) ? "held-in-part" : said.Said == Said.NotKnown ? said.Because.Word() : said.Said.Word();

    private static AgencyClass ClassOf(AgencyKind kind) => kind switch
    {
        AgencyKind.LocalAuthority => AgencyClass.LocalAuthority,
        AgencyKind.NhsTrust => AgencyClass.NhsTrust,
        AgencyKind.Police => AgencyClass.Police,
        AgencyKind.GpPractice => AgencyClass.GpPractice,
        AgencyKind.School => AgencyClass.School,
        AgencyKind.Probation => AgencyClass.Probation,
        AgencyKind.DrugAndAlcohol => AgencyClass.DrugAndAlcohol,
        AgencyKind.Voluntary => AgencyClass.Voluntary,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

/// <summary>One check on its way: who asks what, under which ids.</summary>
/// <param name="Interaction">Joins the ledger's entries; made from the asker and the request id, so that a retry is recognised.</param>
/// <param name="Policy">What was in force when it was asked; every step of the path goes by it.</param>
public sealed record CheckContext(Guid Interaction, Guid RequestId, Practitioner Asker, CheckQuestion Question, PolicyBundle Policy)
{
    /// <summary>The id of the decision's entry, which the asker is given; empty until it is recorded.</summary>
    public Guid Check { get; init; }

    /// <summary>The consent that the question is decided by; null where its purpose does not rest on consent.</summary>
    public ConsentHeld? Consent { get; init; }

    /// <summary>The ask whose release is collected; null for a question of its own.</summary>
    public Ask? Collects { get; init; }

    /// <summary>How far custodians look back, for a question of that moment.</summary>
    public DateOnly Since(DateTimeOffset at) => LondonTime.Day(at).AddMonths(-Policy.LimitsAt(at).LookBackMonths);
}
