using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Tests.Matching.Reading;

public sealed class NameFoldTests
{
    [Theory]
    [InlineData("CAOIMHE", "caoimhe")]
    [InlineData("  Mary   Ann ", "mary ann")]
    [InlineData("Hughes-Okonkwo", "hughes okonkwo")]
    [InlineData("Hughes\u2010Okonkwo", "hughes okonkwo")]
    [InlineData("Hughes\u2013Okonkwo", "hughes okonkwo")]
    [InlineData("O'Brien", "obrien")]
    [InlineData("O\u2019Brien", "obrien")]
    [InlineData("O\u02bcBrien", "obrien")]
    [InlineData("O\u00b4Brien", "obrien")]
    [InlineData("O`Brien", "obrien")]
    [InlineData("Jos\u00e9", "jose")]
    [InlineData("Jose\u0301", "jose")]
    [InlineData("Nun\u0303ez", "nunez")]
    [InlineData("I\u015f\u0131l", "isil")]
    [InlineData("\u0130brahim", "ibrahim")]
    [InlineData("M\u0430ya", "maya")]
    [InlineData("\u039d\u03b1\u03bf\u03bci", "naomi")]
    [InlineData("\u0141ukasz S\u00f8ren \u0110or\u0111e", "lukasz soren dorde")]
    [InlineData("Wei\u00df \u00de\u00f3r \u00c6gir \u0152uvre", "weiss thor aegir oeuvre")]
    [InlineData("\uff21\uff4e\uff4e\uff41", "anna")]
    [InlineData("An\u200bna", "anna")]
    [InlineData("Smith, J.", "smith j")]
    [InlineData("\u738b\u5c0f\u660e", "\u738b\u5c0f\u660e")]
    [InlineData("--- ''", "")]
    [InlineData("", "")]
    public void A_name_is_folded(string text, string expected) => Assert.Equal(expected, NameFold.Of(text));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az-Latn-AZ")]
    [InlineData("lt-LT")]
    [InlineData("")]
    public void No_culture_changes_it(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal(NameFold.Of("ISIL YILMAZ"), NameFold.Of("I\u015f\u0131l Y\u0131lmaz"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_letter_and_no_fault() => Assert.Equal("an na", NameFold.Of("an\ud800na"));

    [Fact]
    public void A_very_long_name_is_cut()
    {
        Assert.Equal(NameFold.MaximumLength, NameFold.Of(new string('A', 5_000)).Length);
        Assert.InRange(NameFold.Of(new string('\ufdfa', 5_000)).Length, 1, NameFold.MaximumLength);
    }

    [Fact]
    public void Folding_twice_changes_nothing() => Prop
        .ForAll(ArbMap.Default.ArbFor<string?>(), text => NameFold.Of(text) is var once && NameFold.Of(once) == once)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Either_normal_form_and_either_case_fold_alike() => Prop
        .ForAll(Names().ToArbitrary(), name =>
            NameFold.Of(name) == NameFold.Of(name.Normalize(NormalizationForm.FormD))
            && NameFold.Of(name) == NameFold.Of(name.Normalize(NormalizationForm.FormC))
            && NameFold.Of(name) == NameFold.Of(name.ToUpperInvariant()))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_folded_name_has_single_spaces_between_letters_and_digits() => Prop
        .ForAll(ArbMap.Default.ArbFor<string?>(), text => NameFold.Of(text) is var folded
            && folded == folded.Trim() && !folded.Contains("  ", StringComparison.Ordinal)
            && folded.EnumerateRunes().All(rune => rune.Value == ' ' || Rune.IsLetterOrDigit(rune)))
        .QuickCheckThrowOnFailure();

    private static Gen<string> Names() =>
        Gen.Elements("Zo\u00eb", "Siobh\u00e1n", "Bj\u00f6rn", "Anna-Lu\u00edse", "O\u2019N\u00e9ill", "Nguy\u1ec5n", "\u00c5sa", "\u017bo\u0142a", "D\u2019Arcy", "Mohamm\u0115d", "Caf\u00e9")
            .ArrayOf(5).Select(parts => string.Join(' ', parts));
}
