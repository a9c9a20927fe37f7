using FsCheck;
using FsCheck.Fluent;
using Gateway.Federation;
using Gateway.Federation.Pointers;
using Gateway.Matching;
using Gateway.Rules.Federation;
using Gateway.Rules.Federation.Pointers;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Tests.Federation.Pointers;

/// <summary>A child whose number took another's place, listed by some under the one and by some under the other: nobody who holds something is taken to hold nothing.</summary>
public sealed class SupersededNumberTests
{
    private const int MostNumbers = 4;

    private static readonly NhsNumber[] Numbers = [.. Enumerable.Range(0, MostNumbers).Select(n => ListKit.Number(500 + n))];

    /// <summary>How the gateway came to know that a number is a former one.</summary>
    private enum ToldBy
    {
        IndexOfChildren,
        Merge,
        Asker,
    }

    // The present number first. For each council, under which of them it lists the child as bits, and 0 where it holds nothing.
    private static readonly Gen<(int Count, ToldBy[] By, int[] Listed, int[] Strangers)> Cases =
        from count in Gen.Choose(1, MostNumbers)
        from told in Gen.Elements(ToldBy.IndexOfChildren, ToldBy.Merge, ToldBy.Asker).ArrayOf(MostNumbers)
        from listed in Gen.Choose(0, (1 << count) - 1).ArrayOf(ListKit.Councils.Length)
        from strangers in Gen.Choose(600, 640).ArrayOf()
        select (count, told, listed, strangers);

    [Fact]
    public void Any_mixture_of_present_and_SupersededNumbers_in_lists_never_gives_a_false_nothing_held() => Prop
        .ForAll(Cases.ToArbitrary(), one =>
        {
            var kit = new ListKit();
            for (var council = 0; council < ListKit.Councils.Length; council++)
                kit.Lists(ListKit.Councils[council], [.. Numbers.Where((_, bit) => (one.Listed[council] & (1 << bit)) != 0), .. one.Strangers.Select(ListKit.Number)]);
            // The asker gives one number at most; any other that would be theirs is told by a merge.
            var typed = Array.FindIndex(one.By, 1, one.Count - 1, by => by == ToldBy.Asker);
            var former = Enumerable.Range(1, one.Count - 1).ToLookup(n => one.By[n] == ToldBy.Asker && n != typed ? ToldBy.Merge : one.By[n], n => Numbers[n]);
            kit.Merged.Become(former[ToldBy.Merge].Select(number => (Numbers[0], number)));

            var answers = kit.Ask(Asked(former[ToldBy.Asker].Cast<NhsNumber?>().SingleOrDefault()), Held([.. former[ToldBy.IndexOfChildren]]), Truth);

            return ListKit.Councils.All(council => answers.Said(council) == Truth(council)) && ListKit.Far.All(council => answers.Live.Contains(council) == (Truth(council) == CustodianSaid.Held));

            CustodianSaid? Truth(string council) => one.Listed[Array.IndexOf(ListKit.Councils, council)] == 0 ? CustodianSaid.NothingHeld : CustodianSaid.Held;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void SupersededNumbers_that_merges_joined_in_a_row_are_all_one_childs_and_a_split_parts_them()
    {
        var kit = new ListKit();
        kit.Merged.Become([(Numbers[0], Numbers[1]), (Numbers[3], Numbers[2]), (Numbers[1], Numbers[2])]);
        Assert.Equal(Numbers[1..].ToHashSet(), [.. kit.Merged.Of(Numbers[0])]);
        kit.Merged.Become([(Numbers[0], Numbers[1])]);
        Assert.Equal([[Numbers[1]], []], [kit.Merged.Of(Numbers[0]), kit.Merged.Of(Numbers[2])]);
    }

    // What an adoption sealed, or another's number, finds nobody's record: who gives a number that was not replaced gives no second way in.
    [Fact]
    public void Number_that_was_only_typed_is_looked_under_by_nobody()
    {
        var asked = Asked(Numbers[1]) with { IsByFormer = false };
        var kit = new ListKit();

        Assert.Equal(
            ChildSought.Of(new ChildAsked(Numbers[0], default), null, [], PointerKinds.Plan).Tokens(kit.Key), ChildSought.Of(asked, null, [], PointerKinds.Plan).Tokens(kit.Key));
    }

    private static ChildAsked Asked(NhsNumber? typed) => new(Numbers[0], new DateOnly(2023, 3, 4))
    {
        IsByFormer = typed is not null,
        AsDescribed = typed is { } number ? new MatchingQuestion { NhsNumber = number.Spaced } : null,
    };

    private static ChildHeld Held(NhsNumber[] former) => new(Numbers[0], new DateOnly(2023, 3, 4), "Givenmark", "Familymark", null) { Former = [.. former] };
}
