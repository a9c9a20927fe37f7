using Gateway.Rules.Consent;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Consent;

public sealed class ShouldSeekTests
{
    private static readonly SeekFacts EarlyHelp = new(Purpose.EarlyHelp, [], Answers.Today);

    [Fact]
    public void First_test_that_is_met_answers()
    {
        var all = EarlyHelp with { DelayRaisesRisk = true, AskingRaisesRisk = true, PrejudicesInvestigation = true, WouldShareAnyway = true, RequiredByLaw = true };
        Assert.Equal((SeekAdvice.DoNotWait, "C1"), Ask(all));
        Assert.Equal((SeekAdvice.DoNotAskDoNotTell, "C2"), Ask(all = all with { DelayRaisesRisk = false }));
        Assert.Equal((SeekAdvice.DoNotAsk, "C3"), Ask(all = all with { AskingRaisesRisk = false }));
        Assert.Equal((SeekAdvice.InformInstead, "C4"), Ask(all = all with { PrejudicesInvestigation = false }));
        Assert.Equal((SeekAdvice.InformIfSafe, "C5"), Ask(all = all with { WouldShareAnyway = false }));
        Assert.Equal((SeekAdvice.AskAndRespect, "C6"), Ask(all with { RequiredByLaw = false }));
    }

    [Fact]
    public void Nobody_asks_for_what_does_not_rest_on_consent_unless_the_need_is_below_the_threshold()
    {
        var enquiry = EarlyHelp with { Purpose = Purpose.Section47 };
        Assert.Equal((SeekAdvice.Inform, "none"), Ask(enquiry));
        Assert.Equal((SeekAdvice.AskAndRespect, "C6"), Ask(enquiry with { BelowSection17 = true }));
        Assert.Equal((SeekAdvice.AskAndRespect, "C6"), Ask(enquiry with { Purpose = Purpose.Section17 }));
    }

    [Fact]
    public void Each_concern_makes_asking_unsafe_until_a_professional_says_otherwise() => Assert.All(Enum.GetValues<Concern>(), concern =>
    {
        var concerned = EarlyHelp with { Concerns = [concern] };
        Assert.Equal((SeekAdvice.DoNotAskDoNotTell, "C2"), Ask(concerned));
        Assert.Equal((SeekAdvice.AskAndRespect, "C6"), Ask(concerned with { AskingRaisesRisk = false }));
    });

    private static (SeekAdvice, string) Ask(SeekFacts facts) => ShouldSeek.Ask(Terms.Published, facts);
}
