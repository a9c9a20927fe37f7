using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Rules.Consent;
using Gateway.Rules.Policy;

namespace Gateway.Consents.Wire;

/// <summary>Reads what a practitioner wants recorded. Every fault is listed with its field, in words for who typed it.</summary>
internal sealed class ReadConsent(Register register, DateOnly today)
{
    private const int MostRecipients = 50;
    private const int LongestAgo = 5;


    public (ConsentCommand? Command, IReadOnlyList<FieldFault> Faults) Record(ReadOnlyMemory<byte> body) => From(body, Record);

    public (ConsentCommand? Command, IReadOnlyList<FieldFault> Faults) Withdrawal(Guid consent, ReadOnlyMemory<byte> body) => From(body, read =>
        new ConsentCommand.Withdraw(read.Only("child", "by").Child(), consent, Giver(read, "by")));

    public (ConsentCommand? Command, IReadOnlyList<FieldFault> Faults) Review(Guid consent, ReadOnlyMemory<byte> body) => From(body, read =>
    {
        var outcome = read.Only("child", "outcome", "because").Word<ReviewOutcome>("outcome", OutcomeOf, ["confirmed", "lapsed", "due"]);
        var because = read.OptionalWord<ReviewTrigger>("because", ReviewWords.TryRead, ReviewWords.All);
        if (outcome == ReviewOutcome.Due && because is null && !read.Has("because")) read.Fault("because", "Say what happened: " + string.Join(", ", ReviewWords.All) + ".");
        if (outcome != ReviewOutcome.Due && read.Has("because")) read.Fault("because", "Only a review that is due has a cause.");
        return new ConsentCommand.Review(read.Child(), consent, outcome, because);
    });

    public (ConsentCommand? Command, IReadOnlyList<FieldFault> Faults) Engagement(ReadOnlyMemory<byte> body) => From(body, Engagement);

    public (ConsentSearch? Search, IReadOnlyList<FieldFault> Faults) Search(ReadOnlyMemory<byte> body) => From(body, read =>
        new ConsentSearch(read.Only("child", "purposes", "seek").Child(), read.Purposes(), read.Has("seek") ? Seek(read) : null));

    private (T? Read, IReadOnlyList<FieldFault> Faults) From<T>(ReadOnlyMemory<byte> body, Func<BodyReader, T> read) where T : class
    {
        var faults = new List<FieldFault>();
        try
        {
            using var document = JsonDocument.Parse(body, StrictJson.Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return (null, [new FieldFault("body", "The body must be one JSON object.")]);
            var found = read(new BodyReader(document.RootElement, "", faults, today));
            return (faults.Count == 0 ? found : null, faults);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Not JSON, a member twice, too deep, or text that is no Unicode: the parser's own words could quote what was sent.
            return (null, [new FieldFault("body", "The body is not readable as JSON, or names the same member twice.")]);
        }
    }

    private ConsentCommand.Record Record(BodyReader read)
    {
        read.Only(
            "child", "kind", "state", "giver", "obtained", "informed", "freelyGiven", "items", "recipients", "purposes", "givenOn", "expiresOn",
            "competence", "suspectedSourceOfHarm", "anotherGiver", "supersedes", "reference");
        var stage = read.Word<ConsentStage>("state", StateOf, ["given", "refused", "pending"]);
        var giver = Giver(read, "giver");
        var scope = Scope(read, stage);
        if (stage == ConsentStage.Given) Valid(read, giver);
        return new ConsentCommand.Record(
            read.Child(), read.Word<ConsentKind>("kind", ConsentKindWords.TryRead, ConsentKindWords.All), stage, giver,
            stage == ConsentStage.Given ? read.Word<Obtained>("obtained", ConsentKindWords.TryRead, ConsentKindWords.AllObtained) : Obtained.Explicit,
            scope, stage == ConsentStage.Pending ? null : read.PastDay("givenOn", LongestAgo), Expiry(read, stage), Competence(read, giver),
            read.OptionalYes("suspectedSourceOfHarm"), read.OptionalYes("anotherGiver"), Supersedes(read), read.Reference());
    }

    // A yes that was not informed or not free is void, so there is none to record.
    private static void Valid(BodyReader read, GiverRole giver)
    {
        if (!read.Yes("informed", "Say whether they were told who receives what, why, and what follows from a yes and from a no."))
            read.Fault("informed", "Without being told what it is about nobody has agreed. Tell them, ask again, and record the answer then.");
        if (!read.Yes("freelyGiven", "Say whether they answered free of pressure."))
            read.Fault("freelyGiven", "An answer given under pressure is no consent. It cannot be recorded as given.");
        if (!giver.MayAnswer())
            read.Fault("giver", "They have no parental responsibility by this alone, so their yes cannot be recorded as given. Ask somebody who has.");
    }

    private ConsentScope Scope(BodyReader read, ConsentStage stage)
    {
        if (stage == ConsentStage.Given)
            foreach (var (name, what) in ((string, string)[])[("items", "items it is about"), ("recipients", "agencies that may receive them"), ("purposes", "purposes")])
                if (!read.Has(name)) read.Fault(name, $"A yes is specific: name the {what}. Only a no may leave this out, and then it is about everything.");
        return new ConsentScope(
            read.Words<Item>("items", ItemWords.TryRead, "an item that can be asked for", ItemWords.All.Length),
            read.Words<string>("recipients", IsAgency, "an agency of the register", MostRecipients), read.Purposes());
    }

    private static DateOnly? Expiry(BodyReader read, ConsentStage stage)
    {
        if (!read.Has("expiresOn")) return null;
        if (stage != ConsentStage.Given) read.Fault("expiresOn", "Only a yes expires.");
        var day = read.Day("expiresOn", "Send a real date, written as year-month-day.");
        if (day <= read.Today) read.Fault("expiresOn", "The date must be in the future.");
        return day;
    }

    private static Judgement? Competence(BodyReader read, GiverRole giver)
    {
        if (!read.Has("competence")) return null;
        if (giver != GiverRole.Self) read.Fault("competence", "Competence is the child's own: send it with the child's own answer.");
        if (read.Object("competence", "Send one object with the four tests.") is not { } judged) return null;
        judged.Only("kind", "understands", "seesConsequences", "weighs", "freeOfPressure", "assessedOn");
        return new Judgement(
            judged.Word<CompetenceKind>("kind", CompetenceWords.TryRead, CompetenceWords.All),
            judged.Yes("understands", "Say whether they understand what is shared, with whom and why: true or false."),
            judged.Yes("seesConsequences", "Say whether they understand what follows from a yes and from a no: true or false."),
            judged.Yes("weighs", "Say whether they can keep it in mind and weigh it: true or false."),
            judged.Yes("freeOfPressure", "Say whether they are free of pressure: true or false."),
            judged.PastDay("assessedOn", LongestAgo) ?? default);
    }

    private static ConsentCommand.Engage Engagement(BodyReader read)
    {
        read.Only("child", "purposes", "informed", "view", "because", "paragraph18", "on", "reference");
        if (!read.Has("purposes")) read.Fault("purposes", "Say what the sharing is for.");
        var informed = read.Word<WhoWasInformed>("informed", EngagementWords.TryRead, EngagementWords.AllInformed);
        if (informed == WhoWasInformed.Nobody && !read.Has("because")) read.Fault("because", "Nobody was told: say why. " + string.Join(", ", EngagementWords.AllReasons) + ".");
        if (informed != WhoWasInformed.Nobody && read.Has("because")) read.Fault("because", "Somebody was told, so there is no reason for telling nobody.");
        var view = read.Word<ExpressedView>("view", EngagementWords.TryRead, EngagementWords.AllViews);
        if (informed == WhoWasInformed.Nobody && view != ExpressedView.NotAsked) read.Fault("view", "Nobody was told, so nobody can have said what they think of it.");
        return new ConsentCommand.Engage(
            read.Child(), read.Purposes(), informed, view, read.OptionalWord<WhyNotInformed>("because", EngagementWords.TryRead, EngagementWords.AllReasons),
            read.OptionalWord<Paragraph18Limb>("paragraph18", EngagementWords.TryRead, EngagementWords.AllLimbs), read.PastDay("on", LongestAgo) ?? default, read.Reference());
    }

    private static SeekFacts? Seek(BodyReader search)
    {
        if (search.Object("seek", "Send one object with what you know before anybody is asked.") is not { } read) return null;
        read.Only("purpose", "concerns", "delayRaisesRisk", "askingRaisesRisk", "prejudicesInvestigation", "wouldShareAnyway", "requiredByLaw", "belowSection17");
        var purpose = read.Word<Purpose>("purpose", PurposeWords.TryRead, [.. Enum.GetValues<Purpose>().Select(one => one.Word())]);
        return new SeekFacts(purpose, read.Words<Concern>("concerns", ConcernWords.TryRead, "a concern that this service knows", ConcernWords.All.Length), read.Today)
        {
            DelayRaisesRisk = read.OptionalYes("delayRaisesRisk"),
            AskingRaisesRisk = read.Has("askingRaisesRisk") ? read.OptionalYes("askingRaisesRisk") : null,
            PrejudicesInvestigation = read.OptionalYes("prejudicesInvestigation"),
            WouldShareAnyway = read.OptionalYes("wouldShareAnyway"),
            RequiredByLaw = read.OptionalYes("requiredByLaw"),
            BelowSection17 = read.OptionalYes("belowSection17"),
        };
    }

    private static ImmutableArray<Guid> Supersedes(BodyReader read) =>
        read.Words("supersedes", (string? word, out Guid id) => Guid.TryParseExact(word, "D", out id), "the id of a record", 20);

    private static GiverRole Giver(BodyReader read, string name) => read.Word<GiverRole>(name, GiverRoleWords.TryRead, GiverRoleWords.All);

    private bool IsAgency(string? word, out string id)
    {
        id = word ?? "";
        return word is not null && register.Agencies.ContainsKey(word);
    }

    private static bool StateOf(string? word, out ConsentStage stage) =>
        ConsentStageWords.TryRead(word, out stage) && stage is ConsentStage.Given or ConsentStage.Refused or ConsentStage.Pending;

    private static bool OutcomeOf(string? word, out ReviewOutcome outcome)
    {
        (var known, outcome) = word switch
        {
            "confirmed" => (true, ReviewOutcome.Confirmed),
            "lapsed" => (true, ReviewOutcome.Lapsed),
            "due" => (true, ReviewOutcome.Due),
            _ => (false, default),
        };
        return known;
    }
}
