using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Policy;

namespace Gateway.Matching.Find;

/// <summary>
/// The ledger's entries about looking. Every child who was shown or seriously weighed has a section, and so the look lies on
/// that child's own trail. What was typed is in none of them in the clear but as a keyed digest, by which a look is known again.
/// </summary>
internal sealed class FindEntries(Children children, LookPatterns patterns, TimeProvider time)
{
    public const string Kind = "match";
    public const string ConfirmKind = "match-confirmation";

    /// <summary>Somebody looked and was answered.</summary>
    public LedgerEntry Looked(FindContext look, Sought.Done sought)
    {
        var outcome = sought.Outcome;
        var weighed = outcome.Trail.Considered.Select(one => sought.At(one.Ordinal)).DistinctBy(child => child.Number).ToImmutableArray();
        return Entry(look, OutcomeOf(outcome.Answer), json =>
        {
            json.WriteString("kind"u8, Kind);
            WriteLook(json, look);
            json.WriteString("answer"u8, FindWords.Of(outcome.Answer));
            json.WriteNumber("weighed"u8, outcome.Trail.ConsideredCount);
            json.WriteString("index"u8, children.AsOf);
            json.WriteString("parameters"u8, children.Parameters);
            sought.Searches?.Write(json);
        }, [.. weighed.Select(child => Section(look, child))]);
    }

    /// <summary>Somebody looked, and nobody could.</summary>
    public LedgerEntry NotLooked(FindContext look, LookFault why) => Entry(look, EntryOutcome.Unknown, json =>
    {
        json.WriteString("kind"u8, Kind);
        WriteLook(json, look);
        json.WriteString("answer"u8, "not-known");
        json.WriteString("because"u8, why.Word());
    }, []);

    /// <summary>Somebody was turned away before anything was read.</summary>
    public LedgerEntry Refused(FindContext look, string because) => Entry(look, EntryOutcome.Deny, json =>
    {
        json.WriteString("kind"u8, Kind);
        WriteLook(json, look);
        json.WriteString("refused"u8, because);
    }, []);

    /// <summary>Somebody chose a candidate and typed one more fact.</summary>
    public LedgerEntry Chosen(FindContext look, MatchHandle candidate, string fact, string reason, bool confirmed) => Entry(look, confirmed ? EntryOutcome.Permit : EntryOutcome.Deny, json =>
    {
        json.WriteString("kind"u8, ConfirmKind);
        WriteLook(json, look);
        json.WriteString("fact"u8, fact);
        json.WriteString("reason"u8, reason);
    }, [Section(look, new ChildHeld(candidate.Number, candidate.Born, "", "", default))]);

    /// <summary>A supervisor released a colleague.</summary>
    public LedgerEntry Released(Practitioner supervisor, string practitioner, DateTimeOffset until, string reason, PolicyBundle policy) => Release(supervisor, EntryOutcome.Permit, policy, json =>
    {
        json.WriteString("of"u8, practitioner);
        json.WriteString("until"u8, until);
        json.WriteString("reason"u8, reason);
    });

    /// <summary>A supervisor wanted to release themselves.</summary>
    public LedgerEntry OwnRelease(Practitioner supervisor, string reason, PolicyBundle policy) => Release(supervisor, EntryOutcome.Deny, policy, json =>
    {
        json.WriteString("refused"u8, "own");
        json.WriteString("reason"u8, reason);
    });

    private LedgerEntry Release(Practitioner supervisor, EntryOutcome outcome, PolicyBundle policy, Action<Utf8JsonWriter> write) => new(
        EntryType.Match, Guid.CreateVersion7(time.GetUtcNow()), supervisor.Agency.Kind.Class(), outcome, policy.Hash,
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("kind"u8, LookRelease.Kind);
            RecordReading.WriteWho(json, supervisor);
            write(json);
        }), Actor.Of(supervisor)), []);

    private void WriteLook(Utf8JsonWriter json, FindContext look)
    {
        RecordReading.WriteWho(json, look.Asker);
        json.WriteString("request"u8, look.RequestId);
        json.WriteString("purpose"u8, look.Question.Purpose.Word());
        if (look.Question.CaseReference is { } reference) json.WriteString("caseReference"u8, reference);
        json.WriteString("asked"u8, look.Question.Who.ToString());
        patterns.Write(json, look.Question.Who);
    }

    private static ChildSection Section(FindContext look, ChildHeld child) =>
        new ChildAsked(child.Number, child.Born).Section(RetentionClass.Decision(look.Asker.Agency.Id), json => AskCustodians.WriteChild(json, new ChildAsked(child.Number, child.Born)));

    private LedgerEntry Entry(FindContext look, EntryOutcome outcome, Action<Utf8JsonWriter> write, ImmutableArray<ChildSection> sections) => new(
        EntryType.Match, Guid.CreateVersion7(time.GetUtcNow()), look.Asker.Agency.Kind.Class(), outcome, look.Policy.Hash,
        new AskerSection(JsonBytes.Of(write), Actor.Of(look.Asker)), sections);

    private static EntryOutcome OutcomeOf(MatchingAnswer answer) => answer switch
    {
        MatchingAnswer.Single => EntryOutcome.Permit,
        MatchingAnswer.Possible => EntryOutcome.Partial,
        MatchingAnswer.Conflict or MatchingAnswer.TooMany => EntryOutcome.Deny,
        _ => EntryOutcome.NotMatched,
    };
}

/// <summary>One look on its way.</summary>
internal sealed record FindContext(Guid RequestId, Practitioner Asker, FindQuestion Question, PolicyBundle Policy);
