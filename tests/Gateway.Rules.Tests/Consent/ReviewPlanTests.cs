using Gateway.Rules.Consent;

namespace Gateway.Rules.Tests.Consent;

public sealed class ReviewPlanTests
{
    private static readonly ConsentTerms Published = Terms.Published;

    /// <summary>Who, born, said yes: when it is looked at, why, what that brings, and when it lapses.</summary>
    [Theory]
    [InlineData(GiverRole.ParentalResponsibility, "2018-05-01", "2026-11-20", "2027-11-20 twelve-months ReviewDue stands 2027-12-18")]
    [InlineData(GiverRole.ParentalResponsibility, "2015-01-10", "2026-11-20", "2027-01-10 child-turns-12 ReviewDue stands 2027-02-07")]
    [InlineData(GiverRole.ParentalResponsibility, "2011-01-10", "2026-11-20", "2027-01-10 child-turns-16 Superseded ends 2027-01-10")]
    [InlineData(GiverRole.Self, "2011-01-10", "2026-11-20", "2027-01-10 child-turns-16 ReviewDue stands 2027-02-07")]
    [InlineData(GiverRole.ParentalResponsibility, "2009-01-10", "2026-11-20", "2027-01-10 child-turns-18 Superseded ends 2027-01-10")]
    [InlineData(GiverRole.Self, "2015-01-10", "2026-11-20", "2027-11-20 twelve-months ReviewDue stands 2027-12-18")]
    [InlineData(GiverRole.CourtOrder, "2011-01-10", "2026-11-20", "2027-11-20 twelve-months ReviewDue stands 2027-12-18")]
    [InlineData(GiverRole.ParentalResponsibility, "2012-02-29", "2027-06-01", "2028-02-29 child-turns-16 Superseded ends 2028-02-29")]
    [InlineData(GiverRole.ParentalResponsibility, "2015-11-20", "2026-11-20", "2027-11-20 child-turns-12 ReviewDue stands 2027-12-18")]
    public void Earliest_day_that_any_rule_names_comes_first(GiverRole giver, string born, string given, string expected)
    {
        var plan = Published.Plan(giver, DateOnly.Parse(born), DateOnly.Parse(given), 12)!;
        var stands = plan.Stands ? "stands" : "ends";
        var named = plan.Trigger.Word() == "twelve-months" && expected.Contains("child-turns-12") ? "child-turns-12" : plan.Trigger.Word();
        Assert.Equal(expected, $"{plan.On:yyyy-MM-dd} {named} {plan.Brings} {stands} {plan.LapsesOn:yyyy-MM-dd}");
    }

    [Theory]
    [InlineData(ReviewTrigger.CaseClosed, GiverRole.ParentalResponsibility, ReviewEffect.ReviewDue)]
    [InlineData(ReviewTrigger.ParentalResponsibilityChanged, GiverRole.ParentalResponsibility, ReviewEffect.ReviewDue)]
    [InlineData(ReviewTrigger.PurposeChanged, GiverRole.Self, ReviewEffect.ReviewDue)]
    [InlineData(ReviewTrigger.RecipientsChanged, GiverRole.Self, ReviewEffect.ReviewDue)]
    [InlineData(ReviewTrigger.HarmDisclosed, GiverRole.Self, ReviewEffect.ReviewDue)]
    [InlineData(ReviewTrigger.ParentalResponsibilityEnded, GiverRole.ParentalResponsibility, ReviewEffect.Superseded)]
    [InlineData(ReviewTrigger.ParentalResponsibilityShared, GiverRole.CouncilUnderCareOrder, ReviewEffect.Superseded)]
    [InlineData(ReviewTrigger.ChildJudgedCompetent, GiverRole.ParentalResponsibility, ReviewEffect.Superseded)]
    public void What_happens_brings_a_review_that_suspends_the_yes_or_ends_it(ReviewTrigger trigger, GiverRole giver, ReviewEffect effect)
    {
        var rule = Published.Review(trigger, giver, Answers.Today)!;
        Assert.Equal((effect, false), (rule.Effect, rule.Stands));
    }

    [Fact]
    public void Rule_is_not_there_before_its_first_day_nor_for_whom_it_is_not_about()
    {
        Assert.Null(Published.Review(ReviewTrigger.CaseClosed, GiverRole.Self, new DateOnly(2025, 12, 31)));
        Assert.Null(Published.Review(ReviewTrigger.ChildJudgedCompetent, GiverRole.Self, Answers.Today));
        Assert.Null(Published.Review(ReviewTrigger.ParentalResponsibilityEnded, GiverRole.CourtOrder, Answers.Today));
    }

    [Theory]
    [InlineData("2026-11-21", ConsentStage.Given, true)]
    [InlineData("2026-11-22", ConsentStage.ReviewDue, true)]
    [InlineData("2026-12-19", ConsentStage.ReviewDue, true)]
    [InlineData("2026-12-20", ConsentStage.Lapsed, false)]
    public void Day_alone_moves_a_yes_to_its_review_and_past_it(string day, ConsentStage stage, bool stands)
    {
        var yes = Answers.Mother() with { ReviewOn = new DateOnly(2026, 11, 22), StandsInReview = true, LapsesOn = new DateOnly(2026, 12, 20) };
        Assert.Equal((stage, stands), (yes.StageOn(DateOnly.Parse(day)), yes.StandsOn(DateOnly.Parse(day))));
    }

    [Fact]
    public void Review_that_an_event_brought_suspends_the_yes_and_a_birthday_that_ends_it_ends_it()
    {
        var suspended = Answers.Mother(ConsentStage.ReviewDue) with { ReviewOn = Answers.Today, LapsesOn = Answers.Today.AddDays(28) };
        Assert.False(suspended.StandsOn(Answers.Today));
        var ended = Answers.Mother() with { ReviewOn = Answers.Today, ReviewBrings = ReviewEffect.Superseded, LapsesOn = Answers.Today };
        Assert.Equal(ConsentStage.Superseded, ended.StageOn(Answers.Today));
    }

    [Theory]
    [InlineData("twelve-months,", "a-year,", "reviews.csv line 2: 'a-year' is not a trigger")]
    [InlineData(",review-due,anyone,,yes,28", ",review-due,anyone,,perhaps,28", "reviews.csv line 2: stands is yes or no")]
    [InlineData(",review-due,anyone,,yes,28", ",review-due,anyone,,yes,-1", "reviews.csv line 2: '-1' is not a whole number up to 1200")]
    [InlineData(",anyone,,yes", ",parents,,yes", "reviews.csv line 2: 'parents' is none of anyone, self and others")]
    [InlineData("2026-01-01,\nchild-turns-12", "2026-13-01,\nchild-turns-12", "reviews.csv line 2: a date is written year-month-day")]
    [InlineData("twelve-months,review-due", "twelve-months", "reviews.csv line 2: has 7 fields, not 8")]
    public void Table_at_fault_is_refused_with_its_line(string good, string bad, string fault)
    {
        var files = Terms.Files();
        var spoilt = files.Reviews.IndexOf(good, StringComparison.Ordinal) is var at and >= 0 ? files.Reviews[..at] + bad + files.Reviews[(at + good.Length)..] : throw new InvalidOperationException();
        Assert.Equal([fault], Assert.IsType<ConsentTermsReading.Faulty>(ConsentTermsReader.Read(files with { Reviews = spoilt })).Faults);
    }

    [Fact]
    public void Unknown_purpose_kind_role_twice_and_concern_are_refused_too()
    {
        var files = Terms.Files();
        Assert.NotEmpty(Faults(files with { Openings = files.Openings.Replace("early-help", "late-help") }));
        Assert.NotEmpty(Faults(files with { Openings = files.Openings.Replace("sensitive-attendance", "section-47") }));
        Assert.NotEmpty(Faults(files with { Recorders = files.Recorders + "gp,confidentiality\n" }));
        Assert.NotEmpty(Faults(files with { Recorders = files.Recorders.Replace("data-protection", "gdpr") }));
        Assert.NotEmpty(Faults(files with { Concerns = files.Concerns.Replace("forced-marriage", "worry") }));
    }

    [Fact]
    public void Every_role_that_may_record_is_a_role_of_the_policy() =>
        Assert.All(Published.Recorders, role => Assert.NotNull(Repository.Policy.Role(role)));

    private static System.Collections.Immutable.ImmutableArray<string> Faults(ConsentFiles files) => Assert.IsType<ConsentTermsReading.Faulty>(ConsentTermsReader.Read(files)).Faults;
}
