using System.Text.Json.Nodes;
using Gateway.Referrals;
using Gateway.Referrals.Steps;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;
using Gateway.Tests.Hosting;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Referrals.Steps;

/// <summary>
/// One referral is driven through the interface by whatever comes, allowed or not. The tables alone, asked beside it, say what should become of each step: the
/// service has to agree, write one entry for each that is taken and none for any other, and show nothing of it to anybody outside.
/// </summary>
public sealed class WalkOverHttpTests
{
    private const int Steps = 240;

    private static readonly string[] People = ["nurse", "second-nurse", "csc-front-door", "csc-social-worker", "csc-emergency-duty", "csc-manager", "csc-early-help", "csc-conference-service", "csc-team-manager", "csc-service-manager", "csc-partner", "gp", "midwife"];
    private static readonly string[] Outside = ["midwife", "police-frontline", "brackenford-worker", "officer-of-aldersham-council", "inspector"];

    private static readonly ReferralTables Tables = LoadReferralTables.From(null);

    private readonly Random _random = new(20261123);
    private Standing _standing = null!;
    private int _taken, _refused, _told;

    [Fact]
    public async Task Whatever_comes_the_service_does_what_the_tables_say()
    {
        // Clocks move nothing by themselves here: what they do is driven beside.
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync();
        _standing = await child.StandsAsync();
        for (var n = 0; n < Steps; n++)
        {
            if (IsOver)
            {
                await CountAsync(bed, child);
                child = await bed.OneAsync();
                _standing = await child.StandsAsync();
                _told = 0;
            }

            await StepAsync(bed, child, Drawn());
        }

        await CountAsync(bed, child);
        Assert.InRange(_taken, 40, Steps);
        Assert.InRange(_refused, 40, Steps);
    }

    private bool IsOver => _standing is { Feedback: null, Disagreement: null, Main.State: ReferralState.Closed or ReferralState.PlanEnded } || _told > 40;

    private async Task StepAsync(ReferralBed bed, OneChild child, (string Who, JsonObject Body) drawn)
    {
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(_random.Next(90)));
        var before = (await bed.StepsAsync(child.Child)).Count;
        var (parts, expected) = await ExpectedAsync(bed, child, drawn.Who, drawn.Body);
        var answer = await child.StepAsync(drawn.Who, (string)drawn.Body["event"]!, drawn.Body);
        var standing = await child.StandsAsync();
        if (parts.Length == 0) Assert.Equal(404, answer.Status);
        else if (expected is MoveResult.Moved(var after))
        {
            Assert.True(answer.Status == 200, $"{drawn.Who} {drawn.Body.ToJsonString()} from {string.Join(' ', _standing.States)}: {answer.Text}");
            Assert.Equal(after.States, standing.States);
            Assert.Equal(Running(after), Running(standing));
            (_taken, _told) = (_taken + 1, _told + 1);
        }
        else
        {
            Assert.Equal(((MoveResult.Refused)expected!).Because.Word(), answer.Is(409).Json.Text("reason"));
            Assert.Equal(((MoveResult.Refused)expected).Words, answer.Json.Text("detail"));
            _refused++;
        }

        Assert.Equal(before + (answer.Status == 200 ? 1 : 0), (await bed.StepsAsync(child.Child)).Count);
        if (answer.Status != 200) Assert.Equal(_standing.States, standing.States);
        _standing = standing;
    }

    // The part is whichever of theirs may; where none may, the last one's refusal is said.
    private async Task<(ReferralActor[] Parts, MoveResult? Result)> ExpectedAsync(ReferralBed bed, OneChild child, string who, JsonObject body)
    {
        var row = await bed.ChildAsync(child.Child);
        await using var db = await bed.DbAsync();
        var parts = bed.Service<WhoMay>().Act(bed.Who(who), db.Find<Referral>(child.Referral)!, row).ToArray();
        var asked = Gateway.Referrals.Steps.StepAsked.Of(System.Text.Json.JsonSerializer.SerializeToElement(body), new DateOnly(2026, 11, 21)).Step;
        if (asked.Event is ReferralEvent.AgencyAnswered or ReferralEvent.AgencyDeclined)
            asked = asked with { Outcome = _standing.Main.State == ReferralState.WaitingForAgencies ? StepOutcome.AllAnswered : asked.Event == ReferralEvent.AgencyAnswered ? StepOutcome.Late : StepOutcome.None };
        // To an agency the referrer's disagreement is as if there were none, and the other way round.
        var own = !HoldSides.Concerns(asked.Event) || HoldSides.Has(bed.Who(who), [.. parts], await bed.StepsAsync(child.Child));
        var standing = own ? _standing : _standing with { Disagreement = null, DisputedSince = null };
        MoveResult? result = null;
        foreach (var part in parts)
        {
            result = bed.Service<ReferralTables>().Terms.Move(standing, asked with { By = part }, bed.Gateway.Clock.GetUtcNow(), bed.Service<CouncilCalendars>().Of(row.Council));
            if (result is not MoveResult.Refused { Because: RefusedBecause.NotThisActor }) break;
        }

        // Whose disagreement it is, the service holds beside the tables.
        if (asked.Event is ReferralEvent.DisagreementRaised or ReferralEvent.DisagreementSettled or ReferralEvent.DisagreementEscalated && _standing.Disagreement is not null && !parts.Any(Gateway.Referrals.Steps.StepScope.IsOfCouncil)
            && parts.Length > 0 && (await bed.StepsAsync(child.Child)).Last(step => step.Event == "disagreement.raised").Actor == "agency" != parts.Contains(ReferralActor.Agency))
            result = Tables.Terms.Refuse(asked.Event == ReferralEvent.DisagreementRaised ? RefusedBecause.AlreadyDisputed : RefusedBecause.NotThisActor, new DateOnly(2026, 11, 23));

        return (parts, result);
    }

    private (string Who, JsonObject Body) Drawn()
    {
        var who = People[_random.Next(People.Length)];
        var happened = Gateway.Referrals.Steps.StepForm.Events[_random.Next(Gateway.Referrals.Steps.StepForm.Events.Length)];
        // Most of it by somebody who may and at a time when it can be: else nothing would get far.
        if (_random.Next(3) > 0) (who, happened) = Likely();
        var body = Body(happened);
        // Nobody agrees with themselves.
        if (((string?)body["outcome"] is "no-further-action" or "advice" || happened == "referral.reclassified") && who != "csc-manager") body["agreedBy"] = "csc-manager";
        return (who, body);
    }

    private (string Who, string Event) Likely()
    {
        (string, string)[] likely = _standing.Main.State switch
        {
            ReferralState.Received => [("csc-front-door", "referral.taken"), ("csc-social-worker", "referral.taken"), ("nurse", "referral.added_to")],
            ReferralState.LookedAt => [("csc-social-worker", "decision.made"), ("csc-social-worker", "agency.asked"), ("csc-front-door", "referral.reclassified"), ("csc-manager", "decision.made")],
            ReferralState.WaitingForAgencies => [("gp", "agency.answered"), ("gp", "agency.declined"), ("csc-manager", "decision.made")],
            ReferralState.Contact => [("nurse", "referral.reclassified")],
            ReferralState.EarlyHelp => [("csc-early-help", "early_help.declined"), ("csc-early-help", "early_help.accepted")],
            ReferralState.Withdrawn => [("csc-front-door", "referral.withdrawal_refused")],
            ReferralState.Assessment or ReferralState.Assessing => [("csc-social-worker", "assessment.started"), ("csc-manager", "assessment.authorised"), ("csc-social-worker", "child.seen")],
            ReferralState.Strategy or ReferralState.StrategyHeld or ReferralState.Section47 => [("csc-social-worker", "strategy.held"), ("csc-social-worker", "s47.started"), ("csc-manager", "s47.ended")],
            _ => [("csc-manager", "record.corrected"), ("nurse", "disagreement.raised"), ("csc-front-door", "disagreement.answered"), ("nurse", "disagreement.settled"), ("csc-manager", "referral.closed")],
        };
        return likely[_random.Next(likely.Length)];
    }

    private JsonObject Body(string happened)
    {
        var body = new JsonObject { ["event"] = happened };
        ReferralEventWords.TryRead(happened, out var read);
        foreach (var text in Tables.Terms.Written(read, new DateOnly(2026, 11, 23)))
            if (_random.Next(12) > 0) body[text.Word()] = text == ReferralText.Message ? Message() : $"{text.Word()}: said at some length, so that nobody has to guess what was meant.";
        switch (happened)
        {
            case "referral.rag_set" or "referral.rag_changed": body["rating"] = "amber"; break;
            case "agency.asked": (body["purpose"], body["agencies"]) = ("front-door", new JsonArray(With(("agency", "millpond-surgery")))); break;
            case "decision.made": body["outcome"] = Any("assessment", "strategy", "early-help", "no-further-action", "advice", "open-case"); break;
            case "disagreement.settled": body["outcome"] = Any("changed", "kept-accepted", "kept-not-accepted", "withdrawn"); break;
            case "s47.ended": body["outcome"] = Any("assessment-goes-on", "concluded"); break;
            case "disagreement.raised": body["safeTonight"] = _random.Next(2) == 0; break;
            case "clock.paused" or "clock.resumed": body["clock"] = Any("rated", "decision", "agencies-answer"); break;
            case "child.seen": body["alone"] = true; break;
            // What another referral or council is needed for has its own tests.
            case "referral.merged" or "case.transferred": body["event"] = "referral.taken"; body.Remove("reason"); break;
        }

        // What a decision needs where somebody has not answered is held by the service beside the tables.
        if (happened == "decision.made") body["without"] = "She cannot wait for them.";
        return body;
    }

    private string Any(params string[] words) => words[_random.Next(words.Length)];

    private static string Running(Standing standing) => string.Join(' ', standing.Clocks.Where(clock => clock.Value.Runs).Select(clock => clock.Key.Word()));

    private static async Task CountAsync(ReferralBed bed, OneChild child)
    {
        // Sending is two steps in one entry; each further step has its own.
        var (steps, entries) = (await bed.StepsAsync(child.Child), (await bed.EntriesAsync()).Where(entry => entry.Common.GetProperty("referral").GetGuid() == child.Referral).ToArray());
        Assert.Equal(steps.Count, entries.Length + 1);
        Assert.Equal(steps.Select(step => step.LedgerEntry).Distinct().Order(), entries.Select(entry => entry.Leaf.EntryId).Order());
        foreach (var outside in Outside)
            foreach (var path in (string[])["", "/steps", "/feedback", "/duplicates"]) Assert.Equal(404, (await bed.Gateway.GetAsync($"v1/referrals/{child.Referral}{path}", outside)).Status);
    }
}
