using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Federation.Pointers;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Federation.Pointers;

public sealed class PointerKeyTests
{
    private static readonly PointerKey Key = new(1, new byte[PointerKey.Length]);
    private static readonly DateOnly Born = new(2023, 3, 4);

    [Theory]
    [InlineData("O'Brien", "OBRIEN")]
    [InlineData("Wójcik", "wojcik")]
    [InlineData("Smith-Jones", "smith  jones")]
    public void Same_name_in_another_spelling_has_the_same_token(string one, string other) =>
        Assert.Equal(Key.OfDescription(PointerKinds.Plan, one, "Ann", Born), Key.OfDescription(PointerKinds.Plan, other, "ANN", Born));

    [Fact]
    public void First_of_several_given_names_is_enough() =>
        Assert.Equal(Key.OfDescription(PointerKinds.Plan, "Smith", "Ann", Born), Key.OfDescription(PointerKinds.Plan, "Smith", "Ann-Marie Rose", Born));

    [Theory]
    [InlineData("", "Ann")]
    [InlineData("Smith", "")]
    [InlineData("'", "-")]
    public void Child_without_a_name_cannot_be_listed_by_description(string family, string given) =>
        Assert.Null(Key.OfDescription(PointerKinds.Plan, family, given, Born));

    [Fact]
    public void Names_do_not_run_into_each_other() =>
        Assert.NotEqual(Key.OfDescription(PointerKinds.Plan, "Smithan", "N", Born), Key.OfDescription(PointerKinds.Plan, "Smith", "Ann", Born));

    [Fact]
    public void Every_kind_key_number_and_way_of_listing_has_a_token_of_its_own()
    {
        NhsNumber.TryFromFirstNine(999_000_001, out var one);
        NhsNumber.TryFromFirstNine(999_000_002, out var other);
        PointerKey[] keys = [Key, new(2, [.. Enumerable.Repeat((byte)1, PointerKey.Length)])];
        PointerKinds[] kinds = [.. ((PointerKinds)127).Each()];

        ulong[] tokens =
        [
            .. keys.SelectMany(key => kinds.SelectMany(kind => (ulong[])
                [key.OfNumber(kind, one), key.OfNumber(kind, other), key.OfDescription(kind, "Smith", "Ann", Born)!.Value, key.OfDescription(kind, "Smith", "Ann", Born.AddDays(1))!.Value])),
        ];

        Assert.Equal(7, kinds.Length);
        Assert.Equal(tokens.Length, tokens.Distinct().Count());
    }

    [Fact]
    public void Longest_names_that_can_be_written_have_a_token() =>
        Assert.NotNull(Key.OfDescription(PointerKinds.Plan, new string('漢', 5000), new string('字', 5000), Born));

    [Fact]
    public void Names_of_any_letters_have_a_token_or_none_and_never_a_fault() => Prop
        .ForAll<string, string>((family, given) => Key.OfDescription(PointerKinds.Care, family ?? "", given ?? "", Born) is var token && (token is null || token >= 0))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Items_that_no_list_speaks_for_have_no_kind()
    {
        Item[] beyond = [.. Enum.GetValues<Item>().Where(item => PointerKindWords.Of(item) == PointerKinds.None)];

        Assert.Equal(
            [Item.OutOfHoursContact, Item.GpRegistration, Item.School, Item.AbuseMarker, Item.AbuseDetail, Item.Address, Item.PlanContent, Item.AdultRecord], beyond);
    }

    [Fact]
    public void Words_are_read_as_they_are_written()
    {
        foreach (var kind in ((PointerKinds)127).Each())
            Assert.True(PointerKindWords.TryRead(PointerKindWords.Of(kind).Single(), out var read) && read == kind);
        Assert.False(PointerKindWords.TryRead("Plan", out _));
        Assert.False(PointerKindWords.TryRead(null, out _));
    }
}
