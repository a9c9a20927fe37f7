using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Tests.Matching.Reading;

public sealed class NameCodesTests
{
    [Theory]
    [InlineData("robert", 18_163)]
    [InlineData("rupert", 18_163)]
    [InlineData("ashcraft", 1_261)]
    [InlineData("tymczak", 20_522)]
    [InlineData("pfister", 16_236)]
    [InlineData("lee", 12_000)]
    [InlineData("", 0)]
    public void Soundex_is_the_published_one(string name, int expected) => Assert.Equal(expected, NameCodes.Soundex(name));

    [Theory]
    [InlineData("catherine", "kathryn")]
    [InlineData("stephen", "steven")]
    [InlineData("mohammed", "muhammad")]
    [InlineData("wiktoria", "viktoria")]
    [InlineData("yusuf", "jusuf")]
    [InlineData("sean", "shaun", false)]
    [InlineData("sarah", "sara")]
    [InlineData("philip", "filip")]
    [InlineData("knight", "night")]
    [InlineData("michael", "mikael")]
    [InlineData("fatimah", "fathima")]
    [InlineData("smith", "smyth")]
    [InlineData("geoffrey", "jeffery")]
    [InlineData("celia", "kelia")]
    [InlineData("oliver", "amelia", false)]
    [InlineData("khan", "han")]
    [InlineData("\u738b", "\u674e", false)]
    public void Names_that_sound_alike_share_a_code(string left, string right, bool alike = true) =>
        Assert.Equal(alike, NameCodes.Sound(left).SoundsLike(NameCodes.Sound(right)));

    [Fact]
    public void Every_folded_name_has_a_code_and_sounds_like_itself() => Prop
        .ForAll(ArbMap.Default.ArbFor<string?>(), text =>
        {
            var folded = NameFold.Of(text).Replace(" ", "", StringComparison.Ordinal);
            var code = NameCodes.Sound(folded);
            return code.Primary == 0 ? code.Alternate == 0 : code.SoundsLike(code);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Vowels_within_and_doubled_letters_change_nothing() => Prop
        .ForAll(Gen.Elements("hollis", "ramon", "benet", "tomas", "delila").ToArbitrary(), Gen.Choose(1, 4).ToArbitrary(), (name, at) =>
            NameCodes.Sound(name.Insert(at, name[at].ToString())) == NameCodes.Sound(name)
            && NameCodes.Sound(name.Replace('o', 'a')) == NameCodes.Sound(name))
        .QuickCheckThrowOnFailure();
}
