using Gateway.Rules.Federation.Pointers;

namespace Gateway.Rules.Tests.Federation.Pointers;

/// <summary>What a list may say for its custodian, over the whole space of what it can be like and be asked.</summary>
public sealed class JudgeListTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 10, 0, TimeSpan.Zero);
    private static readonly AskedOfList Usual = new(PointerKinds.Plan, Beyond: false, Points: false, ByNumber: true, ByDescription: false, MustBeCurrent: false);

    private static readonly (ListStanding List, AskedOfList Asked)[] Space =
    [
        .. from minutes in (int[])[-6, -5, 0, 59, 60, 61, 24 * 60, (24 * 60) + 1, 100_000]
           from covers in (PointerKinds[])[PointerKinds.None, PointerKinds.Plan, PointerKinds.Plan | PointerKinds.Care]
           from unlisted in (int[])[0, 1]
           from described in (int[])[0, 1]
           from kinds in (PointerKinds[])[PointerKinds.None, PointerKinds.Plan, PointerKinds.Care, PointerKinds.Plan | PointerKinds.Care]
           from flags in Enumerable.Range(0, 32)
           select (new ListStanding(Now.AddMinutes(-minutes), covers, unlisted, described),
               new AskedOfList(kinds, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, (flags & 8) != 0, (flags & 16) != 0)),
    ];

    [Theory]
    [InlineData(60, true, true)]
    [InlineData(61, true, false)]
    [InlineData(24 * 60, false, true)]
    [InlineData((24 * 60) + 1, false, false)]
    [InlineData(-6, false, false)]
    public void List_speaks_while_it_is_fresh_and_never_after(int ageMinutes, bool mustBeCurrent, bool speaks)
    {
        var asOf = Now.AddMinutes(-ageMinutes);

        var says = JudgeList.Of(new ListStanding(asOf, PointerKinds.Plan, 0, 0), Usual with { MustBeCurrent = mustBeCurrent }, Now);

        Assert.Equal(speaks ? new ListSays.NothingHeld(asOf, 0) : new ListSays.AskLive(NotByList.Stale), says);
    }

    [Fact]
    public void No_list_never_speaks() => Assert.All(Space, one => Assert.IsType<ListSays.AskLive>(JudgeList.Of(null, one.Asked, Now)));

    [Fact]
    public void Nothing_held_needs_all_of_it_to_be_covered_looked_up_fresh_and_not_pointed_to() => Assert.All(Space, one =>
    {
        var (list, asked) = one;
        if (JudgeList.Of(list, asked, Now) is not ListSays.NothingHeld said) return;
        Assert.False(asked.Points || asked.Beyond);
        Assert.True(asked.Kinds != PointerKinds.None && (asked.Kinds & ~list.Covers) == 0);
        Assert.True(list.Unlisted == 0 || asked.ByNumber);
        Assert.True(list.Described == 0 || asked.ByDescription);
        Assert.InRange(Now - list.AsOf, -TimeSpan.FromMinutes(5), asked.MustBeCurrent ? TimeSpan.FromMinutes(60) : TimeSpan.FromHours(24));
        Assert.Equal(list.AsOf, said.AsOf);
    });

    [Fact]
    public void Hit_is_always_asked_live_whatever_the_list_is_like() => Assert.All(Space.Where(one => one.Asked.Points), one =>
        Assert.Equal(new ListSays.AskLive(NotByList.Pointed), JudgeList.Of(one.List, one.Asked, Now)));

    [Fact]
    public void Whatever_makes_a_list_say_less_never_makes_it_speak() => Assert.All(Space, one =>
    {
        var (list, asked) = one;
        if (JudgeList.Of(list, asked, Now) is ListSays.NothingHeld) return;
        Assert.All(
            (ListSays[])
            [
                JudgeList.Of(list, asked with { Points = true }, Now), JudgeList.Of(list, asked with { Beyond = true }, Now),
                JudgeList.Of(list, asked with { ByNumber = false }, Now), JudgeList.Of(list, asked with { ByDescription = false }, Now),
                JudgeList.Of(list, asked with { MustBeCurrent = true }, Now), JudgeList.Of(list with { Unlisted = list.Unlisted + 1 }, asked, Now),
                JudgeList.Of(list with { Described = list.Described + 1 }, asked, Now), JudgeList.Of(list with { Covers = PointerKinds.None }, asked, Now),
            ],
            says => Assert.IsType<ListSays.AskLive>(says));
    });

    [Fact]
    public void Child_asked_about_without_a_number_is_not_settled_where_somebody_is_not_listed()
    {
        var list = new ListStanding(Now, PointerKinds.Plan, Unlisted: 2, Described: 0);

        Assert.Equal(new ListSays.AskLive(NotByList.MayBeMissing), JudgeList.Of(list, Usual with { ByNumber = false, ByDescription = true }, Now));
        Assert.Equal(new ListSays.NothingHeld(Now, 2), JudgeList.Of(list, Usual, Now));
    }
}
