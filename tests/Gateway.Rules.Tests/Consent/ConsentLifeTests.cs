using Gateway.Rules.Consent;

namespace Gateway.Rules.Tests.Consent;

public sealed class ConsentLifeTests
{
    private static readonly ConsentStage[] Stages = Enum.GetValues<ConsentStage>();
    private static readonly ConsentStep[] Steps = Enum.GetValues<ConsentStep>();

    /// <summary>The life of a record as the rules have it, written out again: a row for each stage, a column for each step.</summary>
    [Theory]
    //                               ask        give     refuse     fall-due     confirm  lapse     withdraw     supersede
    [InlineData(ConsentStage.Draft, "pending   given    refused    -            -        -         -            superseded")]
    [InlineData(ConsentStage.Pending, "-         given    refused    -            -        -         -            superseded")]
    [InlineData(ConsentStage.Given, "-         -        -          review-due   given    lapsed    withdrawn    superseded")]
    [InlineData(ConsentStage.Refused, "-         -        -          -            -        -         -            superseded")]
    [InlineData(ConsentStage.ReviewDue, "-         -        -          -            given    lapsed    withdrawn    superseded")]
    [InlineData(ConsentStage.Lapsed, "-         -        -          -            -        -         -            superseded")]
    [InlineData(ConsentStage.Withdrawn, "-         -        -          -            -        -         -            superseded")]
    [InlineData(ConsentStage.Superseded, "-         -        -          -            -        -         -            -")]
    public void Each_step_leads_where_the_table_says_and_nowhere_else(ConsentStage from, string row)
    {
        var expected = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected, Steps.Select(step => ConsentLife.Next(from, step)?.Word() ?? "-"));
    }

    [Fact]
    public void Nothing_leads_from_an_end_back_to_a_yes()
    {
        foreach (var end in (ConsentStage[])[ConsentStage.Refused, ConsentStage.Lapsed, ConsentStage.Withdrawn, ConsentStage.Superseded])
            Assert.DoesNotContain(ConsentStage.Given, Reachable(end));
    }

    [Fact]
    public void Every_stage_can_be_reached_and_has_its_own_word()
    {
        Assert.Equal(Stages.Order(), Reachable(ConsentStage.Draft).Append(ConsentStage.Draft).Order());
        Assert.Equal(Stages.Length, ConsentStageWords.All.Distinct().Count());
    }

    private static HashSet<ConsentStage> Reachable(ConsentStage from)
    {
        var found = new HashSet<ConsentStage>();
        var open = new Stack<ConsentStage>([from]);
        while (open.TryPop(out var at))
            foreach (var next in Steps.Select(step => ConsentLife.Next(at, step)).OfType<ConsentStage>())
                if (found.Add(next)) open.Push(next);
        return found;
    }
}
