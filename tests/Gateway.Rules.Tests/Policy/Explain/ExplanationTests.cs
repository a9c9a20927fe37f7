using System.Text.RegularExpressions;
using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Cases;
using Gateway.Rules.Policy.Explain;
using Gateway.Rules.Tests.Policy.Cases;

namespace Gateway.Rules.Tests.Policy.Explain;

public sealed partial class ExplanationTests
{
    private static readonly PolicyCase[] All = [.. CaseFiles.Published.Concat(CaseFiles.Copied).DistinctBy(Path.GetFileName).Concat(CaseFiles.Own).Select(CaseFiles.Read)];

    [Fact]
    public void Every_item_of_every_case_has_a_reason_a_next_step_and_a_cited_rule() => Assert.All(All, one =>
    {
        var explained = Explain(one);
        Assert.Equal(one.Request.Facts.Items, explained.ForAsker().Select(item => item.Item));
        Assert.All(explained.ForAsker(), item => Assert.All((string[])[item.Title, item.What, item.Why, item.NextStep], text => Assert.False(string.IsNullOrWhiteSpace(text))));
        Assert.All(explained.ForGovernance().Items, item =>
        {
            Assert.NotEmpty(item.Rules);
            Assert.All(item.Rules, rule => Assert.False(string.IsNullOrWhiteSpace(rule.Words) || string.IsNullOrWhiteSpace(rule.Citation)));
            Assert.False(string.IsNullOrWhiteSpace(item.Reason.Text) || string.IsNullOrWhiteSpace(item.Reason.Source));
        });
    });

    [Fact]
    public void The_questions_are_G0_and_Q1_to_Q8_and_every_rule_that_spoke_stands_under_one() => Assert.All(All, one =>
    {
        var all = Explain(one).ForGovernance();
        Assert.Equal(["G0", "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8"], all.Questions.Select(question => question.Id));
        Assert.Empty(all.Items.SelectMany(item => item.Rules).Except(all.Questions.SelectMany(question => question.Rules)));
    });

    [Fact]
    public void An_asker_reads_the_same_whether_or_not_an_attendance_was_left_out() => Assert.All(All, one =>
    {
        var facts = one.Request.Facts;
        var without = Explain(facts, one.Request.Record with { SensitiveAttendance = false }).ForAsker();
        var with = Explain(facts, one.Request.Record with { SensitiveAttendance = true }).ForAsker();
        Assert.Equal(without, with);
        Assert.DoesNotContain("confidential services", string.Join(' ', with), StringComparison.Ordinal);
    });

    [Fact]
    public void Governance_reads_of_the_attendance_that_was_left_out()
    {
        var all = Explain(All.Single(one => one.Id == "SC-74")).ForGovernance();
        Assert.Equal([Item.AttendanceCount, Item.AttendanceComplaint], all.Items.Where(item => item.LeftOut).Select(item => item.Item));
        Assert.All(all.Items.Where(item => item.LeftOut), item => Assert.Equal("X14", item.Reason.Code));
    }

    [Fact]
    public void Neither_form_names_a_purpose_that_was_not_asked_with() => Assert.All(All, one =>
    {
        var explained = Explain(one);
        var text = string.Join(' ', explained.ForAsker()) + string.Join(' ', explained.ForGovernance().Questions)
            + string.Join(' ', explained.ForGovernance().Facts) + string.Join(' ', explained.ForGovernance().Obligations);
        var own = one.Request.Facts.Purpose;
        text = text.Replace(own.Word(), "", StringComparison.Ordinal).Replace(own.Word().Replace('-', ' '), "", StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(APurpose().Matches(text), found => found.Value != own.Id());
        foreach (var word in PurposeWords.All.Select(purpose => purpose.Word()).Where(word => word.Contains('-', StringComparison.Ordinal)))
        {
            Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(word.Replace('-', ' '), text, StringComparison.OrdinalIgnoreCase);
        }
    });

    [Fact]
    public void A_question_after_the_one_that_refused_was_not_reached()
    {
        var all = Explain(All.Single(one => one.Id == "SC-08")).ForGovernance();
        Assert.StartsWith("No:", all.Questions[1].Answer, StringComparison.Ordinal);
        Assert.All(all.Questions[2..^1], question => Assert.StartsWith("Not reached", question.Answer, StringComparison.Ordinal));
        Assert.StartsWith("Always", all.Questions[^1].Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_stand_in_the_order_in_which_they_speak()
    {
        var items = Explain(All.Single(one => one.Id == "GC-16-emergency-with-anomaly")).ForGovernance().Items;
        Assert.All(items, item => Assert.Equal(["8", "15", "16"], item.Rules.Select(rule => rule.Id).Where(id => !id.StartsWith('N'))));
    }

    [Fact]
    public void A_decision_of_another_version_is_not_explained()
    {
        var one = All[0];
        var decision = Decide.Request(Repository.Policy, one.Request.Facts) with { PolicyHash = new byte[32] };
        Assert.Throws<ArgumentException>(() => Explanation.Of(Repository.Policy, one.Request.Facts, decision));
    }

    [Fact]
    public void The_lawful_basis_is_that_of_the_askers_agency()
    {
        var explained = Explain(All.Single(one => one.Id == "SC-01"));
        Assert.Null(explained.ForGovernance().Basis);
        Assert.Equal(Repository.Policy.Basis("nhs-trust", Purpose.UnscheduledCare), explained.ForGovernance("nhs-trust").Basis);
    }

    private static Explanation Explain(PolicyCase one)
    {
        var answer = CaseAnswer.Of(Repository.Policy, one.Request, one.Sources);
        return Explanation.Of(Repository.Policy, one.Request.Facts, answer.Decision, one.Request.Record);
    }

    private static Explanation Explain(RequestFacts facts, RecordFacts record) => Explanation.Of(
        Repository.Policy, facts, Decide.WithRecord(Repository.Policy, Decide.Request(Repository.Policy, facts), facts, record), record);

    [GeneratedRegex("PU[0-9]{2}[AB]?")]
    private static partial Regex APurpose();
}
