using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Tests.Matching.Reading;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("Harpreet Kaur", "harpreet|kaur")]
    [InlineData("Peter James", "peter|james")]
    [InlineData("Hughes-Okonkwo", "hughes|okonkwo")]
    [InlineData("Miss Ava", "ava")]
    [InlineData("Dr. Master Tom", "tom")]
    [InlineData("O'Brien", "obrien")]
    [InlineData("Baby Grace", "baby|grace")]
    [InlineData("J", "j")]
    public void Tokens_stay_in_order(string text, string expected) => Assert.Equal(expected, string.Join('|', Read(text).Tokens));

    [Theory]
    [InlineData("Baby")]
    [InlineData("BABY GIRL")]
    [InlineData("Twin 1")]
    [InlineData("Twin A")]
    [InlineData("twin two")]
    [InlineData("Baby Girl 2")]
    [InlineData("Infant of Sarah Novak")]
    [InlineData("B/O Sarah")]
    [InlineData("Unknown")]
    [InlineData("not known")]
    [InlineData("N/K")]
    [InlineData("Miss")]
    [InlineData("7")]
    [InlineData("...")]
    [InlineData(" ")]
    [InlineData(null)]
    public void What_stands_for_no_name_is_blank(string? text) => Assert.True(Read(text).IsBlank);

    [Theory]
    [InlineData("Child", false)]
    [InlineData("Boy", false)]
    [InlineData("Unknown", true)]
    [InlineData("N/K", true)]
    public void A_family_name_may_be_a_word_that_is_no_given_name(string text, bool blank) =>
        Assert.Equal(blank, PersonName.Read(text, Tables.Names, NamePart.Family).IsBlank);

    [Fact]
    public void Spaces_within_a_name_vanish_when_it_is_joined() =>
        Assert.Equal(Read("O'Brien").Joined, Read("O Brien").Joined);

    [Fact]
    public void Reading_into_buffers_gives_the_same_tokens() => Prop
        .ForAll(ArbMap.Default.ArbFor<string?>(), text =>
        {
            var buffer = new char[NameFold.MaximumLength];
            var ranges = new Range[PersonName.MaximumTokens];
            var count = PersonName.Tokenise(text, Tables.Names, NamePart.Given, buffer, ranges);
            return Read(text).Tokens.SequenceEqual(ranges.Take(count).Select(range => new string(buffer.AsSpan()[range])));
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_is_allocated_for_a_plain_name()
    {
        Span<char> buffer = stackalloc char[NameFold.MaximumLength];
        Span<Range> tokens = stackalloc Range[PersonName.MaximumTokens];
        for (var i = 0; i < 100; i++) PersonName.Tokenise("Harpreet Kaur", Tables.Names, NamePart.Given, buffer, tokens);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) PersonName.Tokenise("Harpreet Kaur", Tables.Names, NamePart.Given, buffer, tokens);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static PersonName Read(string? text) => PersonName.Read(text, Tables.Names);
}
