using Gateway.Rules.Federation;

namespace Gateway.Rules.Tests.Federation;

public sealed class FreshnessTests
{
    [Theory]
    [InlineData(60, true, Said.NothingHeld)]
    [InlineData(61, true, Said.NotKnown)]
    [InlineData(61, false, Said.NothingHeld)]
    [InlineData(24 * 60, false, Said.NothingHeld)]
    [InlineData(24 * 60 + 1, false, Said.NotKnown)]
    [InlineData(-5, true, Said.NothingHeld)]
    [InlineData(-6, false, Said.NotKnown)]
    public void Nothing_held_counts_only_while_it_is_fresh(int ageMinutes, bool mustBeCurrent, Said expected) =>
        Assert.Equal(expected, Freshness.Judge(CustodianSaid.NothingHeld, TimeSpan.FromMinutes(ageMinutes), mustBeCurrent).Said);

    [Fact]
    public void Held_stays_held_however_old() =>
        Assert.Equal(CustodianSaid.Held, Freshness.Judge(CustodianSaid.Held, TimeSpan.FromDays(30), mustBeCurrent: true));

    [Theory]
    [InlineData("held", "because")]
    [InlineData("nothing-held", "age")]
    [InlineData("no-record", null)]
    [InlineData("Held", null)]
    [InlineData(null, null)]
    [InlineData("not-known", "timed-out")]
    [InlineData("not-known", null)]
    public void A_word_outside_the_contract_is_never_an_answer(string? state, string? because)
    {
        Assert.False(SaidWords.TryRead(state, because, out var said));
        Assert.Equal(CustodianSaid.NotKnown(Because.RejectedUnverified), said);
    }
}
