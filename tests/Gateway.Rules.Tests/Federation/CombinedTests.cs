using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Federation;

namespace Gateway.Rules.Tests.Federation;

public sealed class CombinedTests
{
    private static readonly CustodianSaid[] Everything =
    [
        CustodianSaid.Held, CustodianSaid.NothingHeld, CustodianSaid.Withheld, CustodianSaid.NotApplicable(Because.Age), default,
        .. Enum.GetValues<Because>().Where(b => b is not (Because.None or Because.Age or Because.NotPregnant)).Select(CustodianSaid.NotKnown),
    ];

    [Fact]
    public void Nothing_held_needs_every_custodian()
    {
        foreach (var one in Everything.Where(said => !said.IsAnswer))
            Assert.IsType<Combined.NotKnown>(Combined.Of([CustodianSaid.NothingHeld, one, CustodianSaid.NothingHeld]));
        Assert.Equal(new Coverage(2, 2), Assert.IsType<Combined.NothingHeld>(Combined.Of([CustodianSaid.NothingHeld, CustodianSaid.NothingHeld])).Coverage);
    }

    [Fact]
    public void One_held_is_yes_whoever_else_is_silent()
    {
        var yes = Assert.IsType<Combined.Yes>(Combined.Of([CustodianSaid.NotKnown(Because.TimedOut), CustodianSaid.Held, CustodianSaid.Withheld]));
        Assert.Equal(new Coverage(1, 3), yes.Coverage);
        Assert.Equal(["timed-out", "withheld"], yes.Missing);
    }

    [Fact]
    public void What_is_held_in_part_is_yes_and_never_the_whole()
    {
        var part = CustodianSaid.HeldInPart(Because.RejectedUnverified);
        Assert.False(part.IsAnswer);
        var yes = Assert.IsType<Combined.Yes>(Combined.Of([part, CustodianSaid.NothingHeld]));
        Assert.Equal((new Coverage(1, 2), "rejected-unverified"), (yes.Coverage, Assert.Single(yes.Missing)));
        Assert.Equal(part, Freshness.Judge(part, TimeSpan.FromDays(3), mustBeCurrent: true));
    }

    [Fact]
    public void Nobody_in_scope_is_not_known() => Assert.IsType<Combined.NotKnown>(Combined.Of([]));

    [Fact]
    public void What_was_forgotten_is_not_known() => Assert.IsType<Combined.NotKnown>(Combined.Of(new CustodianSaid[1]));

    [Fact]
    public void The_whole_space_up_to_four_custodians_keeps_the_promises()
    {
        foreach (var said in Lists(4))
        {
            var combined = Combined.Of(said);
            Assert.Equal(said.Contains(CustodianSaid.Held), combined is Combined.Yes);
            if (combined is Combined.NothingHeld) Assert.All(said, one => Assert.True(one.IsAnswer));
            if (combined is Combined.NotKnown unknown) Assert.NotEmpty(unknown.Missing);
            Assert.Equal(Text(combined), Text(Combined.Of([.. said.Reverse()])));
        }
    }

    [Fact]
    public void A_further_answer_never_takes_a_yes_away() => Prop
        .ForAll(Gen.Elements(Everything).ListOf().ToArbitrary(), Gen.Elements(Everything).ToArbitrary(), (said, further) =>
            Combined.Of([.. said]) is not Combined.Yes || Combined.Of([.. said, further]) is Combined.Yes)
        .QuickCheckThrowOnFailure();

    private static string Text(Combined combined) => combined switch
    {
        Combined.Yes yes => $"yes {yes.Coverage} {string.Join(',', yes.Missing)}",
        Combined.NotKnown unknown => $"not known {unknown.Coverage} {string.Join(',', unknown.Missing)}",
        Combined.NothingHeld nothing => $"nothing held {nothing.Coverage}",
        _ => "not applicable",
    };

    private static IEnumerable<CustodianSaid[]> Lists(int length)
    {
        if (length == 0) return [[]];
        return [[], .. Lists(length - 1).SelectMany(rest => Everything.Select(first => (CustodianSaid[])[first, .. rest]))];
    }
}
