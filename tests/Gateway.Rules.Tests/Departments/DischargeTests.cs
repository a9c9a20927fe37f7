using System.Collections.Immutable;
using Gateway.Rules.Departments;

namespace Gateway.Rules.Tests.Departments;

/// <summary>May this child go? Worked examples of workflows 1.3, and walks in which no step is left out.</summary>
public sealed class DischargeTests
{
    private static readonly DischargeSaid Agreed = new(false, SocialCareView.Agreed, false, false);
    private static readonly VisitEvent.Checked Nothing = new(true, false, []);

    [Fact]
    public void Child_of_whom_nobody_worries_and_everybody_answered_goes_without_a_discharge_check()
    {
        var standing = Of(Nothing, Answers());
        Assert.False(standing.WantsDischargeCheck);
        Assert.Equal(VisitEnd.Discharged, Assert.IsType<DischargeJudged.MayGo>(Judge(standing)).After.End);
    }

    [Fact]
    public void Nobody_checked_or_answered_and_everything_is_open() => Assert.Equal(
        ["not-checked", "question:account-changed", "question:delay", "question:fits-age", "question:behaviour", "question:top-to-toe", "question:other-worry"],
        Assert.IsType<DischargeJudged.CheckWanted>(Judge(VisitStanding.Begun)).Open.Select(thing => thing.Key));

    [Theory]
    [InlineData(VisitQuestion.AccountChanged), InlineData(VisitQuestion.Delay), InlineData(VisitQuestion.FitsAge), InlineData(VisitQuestion.Behaviour), InlineData(VisitQuestion.TopToToe)]
    public void Answer_that_nobody_can_give_yet_is_open_until_it_is_given_or_somebody_rang(VisitQuestion question)
    {
        var open = Of(Nothing, Answers((question, QuestionAnswer.NotYet)));
        Assert.Equal([$"question:{question.Word()}"], Open(open.With(new VisitEvent.DischargeChecked(Agreed))));
        Assert.IsType<DischargeJudged.MayGo>(Judge(open.With(Answers())));
        var rung = open.With(new VisitEvent.Rung(new OpenThing(OpenKind.Question, question.Word())));
        Assert.IsType<DischargeJudged.MayGo>(Judge(rung));
        // Answered again it may be open again.
        Assert.Equal([$"question:{question.Word()}"], Open(rung.With(Answers((question, QuestionAnswer.NotYet))).With(new VisitEvent.DischargeChecked(Agreed))));
    }

    [Fact]
    public void Silent_source_is_open_until_it_answers_or_somebody_rang_and_a_newer_check_asks_anew()
    {
        var silent = Of(new VisitEvent.Checked(true, false, ["brackenford-csc"]), Answers());
        Assert.Equal(["source:brackenford-csc"], Open(silent.With(new VisitEvent.DischargeChecked(Agreed))));
        var rung = silent.With(new VisitEvent.Rung(new OpenThing(OpenKind.Source, "brackenford-csc")));
        Assert.IsType<DischargeJudged.MayGo>(Judge(rung));
        Assert.IsType<DischargeJudged.MayGo>(Judge(silent.With(Nothing)));
        Assert.False(rung.With(new VisitEvent.Checked(true, false, ["brackenford-csc"])).Open().IsEmpty);
        // Whoever rang about another source rang about another source.
        Assert.Equal(["source:brackenford-csc"], Open(silent.With(new VisitEvent.Rung(new OpenThing(OpenKind.Source, "dunmere-csc"))).With(new VisitEvent.DischargeChecked(Agreed))));
    }

    [Fact]
    public void Child_whom_nobody_found_is_open() =>
        Assert.Equal(["not-found"], Open(Of(new VisitEvent.Checked(false, false, []), Answers()).With(new VisitEvent.DischargeChecked(Agreed))));

    [Fact]
    public void Child_who_was_found_later_is_checked_anew_and_what_was_rung_about_was_nobody()
    {
        var rung = Of(new VisitEvent.Checked(false, false, []), Answers(), new VisitEvent.Rung(new OpenThing(OpenKind.NotFound)));
        Assert.IsType<DischargeJudged.MayGo>(Judge(rung));
        var named = rung.With(VisitEvent.Identified.Instance);
        Assert.Equal(["not-checked"], Open(named.With(new VisitEvent.DischargeChecked(Agreed))));
        Assert.IsType<DischargeJudged.MayGo>(Judge(named.With(Nothing)));
        // A concern that was opened of an unknown child is a concern.
        Assert.Equal(["concern:one"], named.With(Nothing).With(Concern()).Open().Select(thing => thing.Key));
    }

    [Theory]
    [InlineData(SocialCareView.NotReached), InlineData(SocialCareView.Disagrees), InlineData(SocialCareView.NotAsked)]
    public void With_a_plan_or_a_concern_social_care_has_to_agree_and_a_silence_is_no_agreement(SocialCareView view)
    {
        var said = new VisitEvent.DischargeChecked(Agreed with { View = view });
        Assert.Equal(["social-care-view"], Open(Of(Nothing with { Plan = true }, Answers(), said)));
        Assert.Equal(["social-care-view"], Open(Of(Nothing, Answers(), Concern(), new VisitEvent.ConcernClosed("one"), said)));
        // Of a plan that was found once a later check that does not find it says nothing.
        Assert.Equal(["social-care-view"], Open(Of(Nothing with { Plan = true }, Nothing, Answers(), said)));
    }

    [Fact]
    public void Concern_stays_until_it_is_closed_and_is_not_rung_away()
    {
        var open = Of(Nothing, Answers(), Concern()).With(new VisitEvent.Rung(new OpenThing(OpenKind.Concern, "one"))).With(new VisitEvent.DischargeChecked(Agreed));
        Assert.Equal(["concern:one"], Open(open));
        Assert.IsType<DischargeJudged.MayGo>(Judge(open.With(new VisitEvent.ConcernClosed("one"))));
        // What happens after a discharge check wants another one.
        Assert.IsType<DischargeJudged.CheckWanted>(Judge(open.With(new VisitEvent.ConcernClosed("one")).With(Concern("two"))));
    }

    [Theory]
    [InlineData(true, false, true), InlineData(true, true, false), InlineData(false, false, false)]
    public void Injury_of_a_child_who_does_not_walk_wants_a_senior_doctor(bool injured, bool walking, bool wanted)
    {
        var standing = Of(Nothing, Answers() with { Injured = injured, Walking = walking });
        Assert.Equal(wanted, standing.NeedsSenior);
        Assert.False(standing.With(VisitEvent.SeniorLooked.Instance).NeedsSenior);
    }

    [Fact]
    public void Worry_that_is_taken_back_stays_until_somebody_senior_has_looked()
    {
        var taken = Of(Nothing, Answers((VisitQuestion.FitsAge, QuestionAnswer.Worrying)), Answers());
        Assert.Equal(["senior-review"], Open(taken.With(new VisitEvent.DischargeChecked(Agreed))));
        Assert.IsType<DischargeJudged.MayGo>(Judge(taken.With(VisitEvent.SeniorLooked.Instance)));
    }

    [Fact]
    public void Examination_that_was_offered_is_done_or_refused_first()
    {
        var offered = Of(Nothing, Answers(), new VisitEvent.Examined(ExaminationState.Offered), new VisitEvent.DischargeChecked(Agreed));
        Assert.Equal(["examination"], Open(offered));
        Assert.IsType<DischargeJudged.MayGo>(Judge(offered.With(new VisitEvent.Examined(ExaminationState.Done))));
    }

    [Fact]
    public void Whoever_could_not_be_told_is_rung()
    {
        var untold = Of(Nothing, Answers(), Concern() with { NotTold = ["practice"] }, new VisitEvent.ConcernClosed("one"), new VisitEvent.DischargeChecked(Agreed));
        Assert.Equal(["not-told:practice"], Open(untold));
        Assert.IsType<DischargeJudged.MayGo>(Judge(untold.With(new VisitEvent.Rung(new OpenThing(OpenKind.NotTold, "practice")))));
    }

    [Theory]
    [InlineData(false, false, false, true)]
    [InlineData(true, false, false, false)]
    [InlineData(true, true, false, true)]
    [InlineData(true, false, true, false)]
    public void Local_rule_wants_a_strategy_discussion_day_and_night(bool rule, bool held, bool dayOff, bool mayGo) => Assert.Equal(mayGo, JudgeDischarge.Of(
        Of(Nothing, Answers(), Concern(), new VisitEvent.ConcernClosed("one"), new VisitEvent.DischargeChecked(Agreed with { StrategyHeld = held })),
        LocalRules.None with { StrategyFirst = rule }, dayOff) is DischargeJudged.MayGo);

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(true, false, false)]
    [InlineData(true, true, true)]
    public void Local_rule_wants_it_in_writing_on_days_off(bool dayOff, bool inWriting, bool mayGo) => Assert.Equal(mayGo, JudgeDischarge.Of(
        Of(Nothing with { Plan = true }, Answers(), new VisitEvent.DischargeChecked(Agreed with { InWriting = inWriting })), LocalRules.None with { WrittenOnDaysOff = true }, dayOff) is DischargeJudged.MayGo);

    [Fact]
    public void Local_rule_wants_a_consultant_to_examine_what_may_not_be_an_accident()
    {
        var standing = Of(Nothing, Answers(), Concern(), new VisitEvent.ConcernClosed("one"), new VisitEvent.DischargeChecked(Agreed));
        var rules = LocalRules.None with { ConsultantExamines = true };
        Assert.Equal(["senior-examination"], Assert.IsType<DischargeJudged.NotYet>(JudgeDischarge.Of(standing, rules, false)).Open.Select(thing => thing.Key));
        Assert.IsType<DischargeJudged.NotYet>(JudgeDischarge.Of(standing.With(new VisitEvent.Examined(ExaminationState.Done)), rules, false));
        Assert.IsType<DischargeJudged.MayGo>(JudgeDischarge.Of(standing.With(new VisitEvent.Examined(ExaminationState.Done, ByConsultant: true)), rules, false));
    }

    [Fact]
    public void Child_who_has_gone_goes_no_second_time()
    {
        Assert.Equal(VisitEnd.LeftEarly, Assert.IsType<DischargeJudged.Ended>(Judge(Of(Nothing, Answers(), VisitEvent.LeftEarly.Instance))).How);
        Assert.Equal(VisitEnd.NotRecorded, Assert.IsType<DischargeJudged.Ended>(Judge(Of(Nothing, Concern(), VisitEvent.Gone.Instance))).How);
        Assert.Equal(["concern:one"], Of(Nothing, Answers(), Concern(), VisitEvent.Gone.Instance).Open().Select(thing => thing.Key));
    }

    [Fact]
    public void Concern_that_went_to_where_the_child_was_thought_to_live_is_rung_to_where_the_child_lives()
    {
        var joined = Of(Nothing, Answers(), Concern(), VisitEvent.Identified.Instance);
        Assert.Contains("not-told:social-care", joined.Open().Select(thing => thing.Key));
        Assert.DoesNotContain("not-told:social-care", joined.With(new VisitEvent.Rung(new OpenThing(OpenKind.NotTold, "social-care"))).Open().Select(thing => thing.Key));
        Assert.DoesNotContain("not-told:social-care", Of(Nothing, Answers(), VisitEvent.Identified.Instance).Open().Select(thing => thing.Key));
    }

    // Each thing is looked for again here by hand, in what happened and not in what the standing made of it.
    [Fact]
    public void No_walk_of_steps_ends_in_may_go_while_anything_is_open()
    {
        var (went, kept) = (0, 0);
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            ImmutableArray<VisitEvent> steps = [.. Enumerable.Range(0, random.Next(1, 14)).Select(_ => Step(random))];
            var rules = new LocalRules(random.Next(2) == 0, random.Next(2) == 0, random.Next(2) == 0);
            var dayOff = random.Next(2) == 0;
            var judged = JudgeDischarge.Of(Of([.. steps]), rules, dayOff);
            if (judged is DischargeJudged.Ended) continue;
            var open = IndependentlyOpen(steps, rules, dayOff);
            Assert.True(open.Length == 0 == judged is DischargeJudged.MayGo, $"Seed {seed}: {judged} with [{string.Join(", ", open)}] open.");
            if (judged is DischargeJudged.MayGo) went++;
            else kept++;
        }

        Assert.True(went > 300 && kept > 300, $"{went} went and {kept} stayed.");
    }

    private static VisitEvent Step(Random random) => random.Next(22) switch
    {
        21 => VisitEvent.Identified.Instance,
        < 4 => new VisitEvent.Checked(random.Next(8) > 0, random.Next(6) == 0, random.Next(3) == 0 ? [$"source-{random.Next(2)}"] : []),
        < 8 => Answers(random.Next(3) == 0 ? [((VisitQuestion)random.Next(6), (QuestionAnswer)random.Next(3))] : []) with { Injured = random.Next(4) == 0, Walking = random.Next(4) > 0 },
        < 10 => new VisitEvent.Rung(random.Next(4) switch
        {
            0 => new OpenThing(OpenKind.Source, $"source-{random.Next(2)}"),
            1 => new OpenThing(OpenKind.Question, ((VisitQuestion)random.Next(6)).Word()),
            2 => new OpenThing(OpenKind.NotTold, random.Next(3) == 0 ? "social-care" : "practice"),
            _ => new OpenThing((OpenKind)random.Next(13)),
        }),
        10 => new VisitEvent.ConcernOpened($"concern-{random.Next(2)}", random.Next(2) == 0, random.Next(2) == 0, random.Next(3) == 0 ? ["practice"] : []),
        < 13 => new VisitEvent.ConcernClosed($"concern-{random.Next(2)}"),
        13 => new VisitEvent.Examined((ExaminationState)random.Next(1, 4), random.Next(2) == 0),
        < 16 => VisitEvent.SeniorLooked.Instance,
        16 when random.Next(3) == 0 => new VisitEvent.Untold(["practice"]),
        _ => new VisitEvent.DischargeChecked(new DischargeSaid(random.Next(5) == 0, (SocialCareView)random.Next(4), random.Next(2) == 0, random.Next(2) == 0)),
    };

    private static string[] IndependentlyOpen(ImmutableArray<VisitEvent> steps, LocalRules rules, bool dayOff)
    {
        var open = new List<string>();
        int Last<T>(Func<T, bool>? of = null) where T : VisitEvent => steps.Select((step, n) => step is T one && (of is null || of(one)) ? n : -1).DefaultIfEmpty(-1).Max();
        bool Rang(OpenKind kind, string which, int after) => steps.Select((step, n) => (step, n)).Any(each => each.n > after && each.step is VisitEvent.Rung rung && rung.About == new OpenThing(kind, which));

        var (check, asked, named) = (Last<VisitEvent.Checked>(), Last<VisitEvent.Questions>(), Last<VisitEvent.Identified>());
        // A check of whoever it was thought to be says nothing of who it is.
        if (named > check) check = -1;
        if (check < 0 && !Rang(OpenKind.NotChecked, "", named)) open.Add("check");
        if (check >= 0 && steps[check] is VisitEvent.Checked { Found: false } && !Rang(OpenKind.NotFound, "", check)) open.Add("found");
        if (check >= 0) open.AddRange(((VisitEvent.Checked)steps[check]).Silent.Where(silent => !Rang(OpenKind.Source, silent, check)));
        foreach (var question in Enum.GetValues<VisitQuestion>())
            if ((asked < 0 || ((VisitEvent.Questions)steps[asked]).Answers[question] == QuestionAnswer.NotYet) && !Rang(OpenKind.Question, question.Word(), asked)) open.Add(question.Word());
        var worry = Last<VisitEvent.Questions>(one => one.Answers.ContainsValue(QuestionAnswer.Worrying) || one is { Injured: true, Walking: false });
        if (worry >= 0 && Last<VisitEvent.SeniorLooked>() < worry) open.Add("senior");
        var concerns = steps.OfType<VisitEvent.ConcernOpened>().ToArray();
        open.AddRange(concerns.Select(one => one.Concern).Distinct().Where(one => Last<VisitEvent.ConcernClosed>(closed => closed.Concern == one) < Last<VisitEvent.ConcernOpened>(opened => opened.Concern == one)));
        if (steps.OfType<VisitEvent.Examined>().LastOrDefault() is { State: ExaminationState.Offered }) open.Add("examination");
        // A concern went to where the child was thought to live.
        var first = steps.IndexOf(steps.FirstOrDefault(one => one is VisitEvent.ConcernOpened)!);
        var elsewhere = first >= 0 && named > first ? named : -1;
        var untold = Math.Max(Math.Max(Last<VisitEvent.ConcernOpened>(), Last<VisitEvent.Untold>()), elsewhere);
        if ((concerns.Any(one => one.NotTold.Contains("practice")) || steps.OfType<VisitEvent.Untold>().Any()) && !Rang(OpenKind.NotTold, "practice", untold)) open.Add("not-told");
        if (elsewhere >= 0 && !Rang(OpenKind.NotTold, "social-care", untold)) open.Add("not-told-at-home");

        var plan = steps.OfType<VisitEvent.Checked>().Any(one => one.Plan);
        var known = plan || concerns.Length > 0;
        var filled = Last<VisitEvent.DischargeChecked>();
        var fresh = filled > Math.Max(Math.Max(Math.Max(check, named), asked), Last<VisitEvent.ConcernOpened>());
        if (!fresh) return known || open.Count > 0 ? [.. open, "discharge-check"] : [];
        var said = ((VisitEvent.DischargeChecked)steps[filled]).Said;
        if (said.StillWorried) open.Add("still-worried");
        if (known ? said.View != SocialCareView.Agreed : said.View == SocialCareView.Disagrees) open.Add("view");
        if (rules.StrategyFirst && concerns.Any(one => one.Section47 || one.NonAccidental) && !said.StrategyHeld) open.Add("strategy");
        if (rules.WrittenOnDaysOff && dayOff && known && !(said.View == SocialCareView.Agreed && said.InWriting)) open.Add("written");
        if (rules.ConsultantExamines && concerns.Any(one => one.NonAccidental) && !steps.OfType<VisitEvent.Examined>().Any(one => one is { State: ExaminationState.Done, ByConsultant: true })) open.Add("consultant");
        return [.. open];
    }

    private static VisitStanding Of(params VisitEvent[] all) => all.Aggregate(VisitStanding.Begun, (standing, one) => standing.With(one));

    private static VisitEvent.ConcernOpened Concern(string id = "one") => new(id, true, true, []);

    private static VisitEvent.Questions Answers(params (VisitQuestion Question, QuestionAnswer Answer)[] but) => new(
        Enum.GetValues<VisitQuestion>().ToImmutableSortedDictionary(question => question, question => but.Where(one => one.Question == question).Select(one => one.Answer).FirstOrDefault(QuestionAnswer.NotWorrying)), false, true);

    private static DischargeJudged Judge(VisitStanding standing) => JudgeDischarge.Of(standing, LocalRules.None, false);

    private static IEnumerable<string> Open(VisitStanding standing) => Assert.IsType<DischargeJudged.NotYet>(Judge(standing)).Open.Select(thing => thing.Key);
}
