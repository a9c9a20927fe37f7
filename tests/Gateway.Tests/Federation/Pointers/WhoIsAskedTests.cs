using Gateway.Federation;
using Gateway.Federation.Late;
using Gateway.Matching;
using Gateway.Rules.Federation;
using Gateway.Rules.Matching.Questions;
using static Gateway.Tests.Federation.Pointers.ListKit;

namespace Gateway.Tests.Federation.Pointers;

/// <summary>Who is asked live and what stands where nobody is, or nobody answers (rulings, 26; wire words, section 2).</summary>
public sealed class WhoIsAskedTests
{
    private static readonly ChildAsked Child = new(Number(1), new DateOnly(2023, 3, 4));

    private static readonly ChildAsked Described = Child with { AsDescribed = new MatchingQuestion { Given = "Givenmark", Surname = "Familymark", DateOfBirth = Child.DateOfBirth } };

    [Fact]
    public void Whose_entry_says_that_it_keeps_a_list_and_has_none_here_is_asked_only_near_the_child()
    {
        var kit = new ListKit();
        kit.Lists("castlebridge-csc", []);

        var answers = kit.Ask(Child, null, _ => CustodianSaid.NothingHeld);

        Assert.Equal([Near], answers.Live.Where(Councils.Contains));
        Assert.Equal((CustodianSaid.NotKnown(Because.NotAsked), CustodianSaid.NothingHeld), (answers.Said("brackenford-csc"), answers.Said("castlebridge-csc")));
    }

    // A gateway that begins, or that could not read what it holds: that is no reason to tell the whole country about a child.
    [Fact]
    public void Where_no_list_at_all_is_held_nobody_far_away_is_asked_and_nothing_is_said_for_them()
    {
        var answers = new ListKit().Ask(Child, null, _ => CustodianSaid.NothingHeld);

        Assert.Equal([Near], answers.Live.Where(Councils.Contains));
        Assert.All(Councils.Except([Near]), council => Assert.Equal(CustodianSaid.NotKnown(Because.NotAsked), answers.Said(council)));
    }

    [Fact]
    public void Who_keeps_no_list_is_asked_wherever_the_child_lives_for_nothing_else_speaks_for_it()
    {
        var kit = new ListKit("brackenford-csc");
        foreach (var council in Councils.Except(["brackenford-csc"])) kit.Lists(council, []);

        var answers = kit.Ask(Child, null, _ => CustodianSaid.NothingHeld);

        Assert.Equal([Near, "brackenford-csc"], answers.Live.Where(Councils.Contains).Order());
        Assert.Equal(CustodianSaid.NothingHeld, answers.Said("brackenford-csc"));
    }

    [Fact]
    public void Home_that_is_silent_is_said_to_be_and_its_list_speaks_beside_it()
    {
        var kit = new ListKit();
        foreach (var council in Councils) kit.Lists(council, []);
        kit.Clock.Advance(TimeSpan.FromMinutes(60));

        var silent = kit.Ask(Child, null, _ => null).Answers[Near];
        var answered = kit.Ask(Child, null, _ => CustodianSaid.NothingHeld).Answers[Near];
        kit.Clock.Advance(TimeSpan.FromSeconds(1));
        var old = kit.Ask(Child, null, _ => null);

        Assert.Equal((1L, Because.TimedOut, GatewayHost.Night), (silent.List!.Sequence, silent.Silent, silent.AsOf));
        Assert.Equal((null, Because.None), (answered.List, answered.Silent));
        Assert.Equal(CustodianSaid.NotKnown(Because.TimedOut), old.Said(Near));
    }

    [Fact]
    public void Who_is_left_out_is_not_asked_later_either_and_whose_list_spoke_for_its_silence_is()
    {
        var kit = new ListKit();
        kit.Lists("castlebridge-csc", []);
        kit.Lists(Near, []);

        var silent = kit.Ask(Child, null, _ => null);
        var answered = kit.Ask(Child, null, _ => CustodianSaid.NothingHeld);

        Assert.Equal((CustodianSaid.NotKnown(Because.NotAsked), false), (silent.Said("brackenford-csc"), IsAskedLater(silent, "brackenford-csc")));
        Assert.Equal((CustodianSaid.NothingHeld, true), (silent.Said(Near), IsAskedLater(silent, Near)));
        Assert.Equal((CustodianSaid.NothingHeld, false), (silent.Said("castlebridge-csc"), IsAskedLater(silent, "castlebridge-csc")));
        Assert.False(IsAskedLater(answered, Near));
    }

    private static bool IsAskedLater(ListAnswers answers, string custodian) => OpenSources.IsOpen(answers.Answers[custodian], Assert.Single(answers.Answers[custodian].Items));

    [Theory]
    [InlineData(Said.Held)]
    [InlineData(Said.Withheld)]
    [InlineData(Said.NothingHeld)]
    [InlineData(null)]
    public void Home_of_a_protected_child_is_asked_live_and_only_what_it_holds_tells_so(Said? said)
    {
        var kit = new ListKit { Lives = new Home(["brackenford-council"], Protected: true) };
        foreach (var council in Councils) kit.Lists(council, []);

        var answers = kit.Ask(Child, null, council => council == "brackenford-csc" ? said is { } one ? new CustodianSaid(one) : null : CustodianSaid.NothingHeld);

        Assert.Equal([Near, "brackenford-csc"], answers.Live.Where(Councils.Contains).Order());
        var (lives, other) = (answers.Answers["brackenford-csc"], answers.Answers["dunmere-csc"]);
        if (said is Said.Held or Said.Withheld) Assert.Equal(said, answers.Said("brackenford-csc").Said);
        else Assert.Equal((other.AsOf, other.List, other.Silent, answers.Said("dunmere-csc")), (lives.AsOf, lives.List, lives.Silent, answers.Said("brackenford-csc")));
    }

    [Fact]
    public void Home_of_a_protected_child_that_answers_badly_is_not_answered_for_by_its_list()
    {
        var kit = new ListKit { Lives = new Home(["brackenford-council"], Protected: true) };
        foreach (var council in Councils) kit.Lists(council, []);

        var answers = kit.Ask(Child, null, _ => CustodianSaid.NotKnown(Because.RejectedUnverified));

        Assert.Equal(CustodianSaid.NotKnown(Because.RejectedUnverified), answers.Said("brackenford-csc"));
    }

    [Fact]
    public void Whoever_cannot_list_everybody_says_so_whether_its_list_or_its_answer_speaks()
    {
        var kit = new ListKit();
        foreach (var council in Councils) kit.Lists(council, [], unlisted: 3);

        var answers = kit.Ask(Child, null, _ => CustodianSaid.NothingHeld);

        Assert.Equal([(null, 3), (1L, 3)], ((string[])[Near, "dunmere-csc"]).Select(council => (answers.Answers[council].List?.Sequence, answers.Answers[council].Unlisted)));
    }

    [Fact]
    public void Nothing_held_by_whoever_cannot_list_everybody_is_not_known_of_a_child_asked_about_without_a_number()
    {
        var kit = new ListKit();
        foreach (var council in Councils) kit.Lists(council, [], unlisted: council is Near or "dunmere-csc" ? 1 : 0);

        var answers = kit.Ask(Described, new ChildHeld(Child.NhsNumber, Child.DateOfBirth, "Givenmark", "Familymark", null), _ => CustodianSaid.NothingHeld);

        Assert.Equal([Near], answers.Live.Where(Councils.Contains));
        Assert.All((string[])[Near, "dunmere-csc"], council => Assert.Equal(CustodianSaid.NotKnown(Because.NotMatched), answers.Said(council)));
        Assert.Equal(CustodianSaid.NothingHeld, answers.Said("castlebridge-csc"));
    }
}
