using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Tests.Matching.Reading;

public sealed class NameTablesTests
{
    private static readonly string[] Held =
        [.. Tables.Groups.Split('\n').Skip(1).Where(line => line.Length > 0).SelectMany(line => line.Split(',')[1..]).SelectMany(names => names.Split(' '))];

    [Theory]
    [InlineData("oliver", "ollie")]
    [InlineData("robert", "bob")]
    [InlineData("alexandra", "alex")]
    [InlineData("mohammed", "muhammad")]
    [InlineData("mohamed", "muhammad")]
    [InlineData("aisha", "ayesha")]
    [InlineData("zara", "zahra")]
    public void Short_forms_and_spellings_are_variants(string left, string right) => Assert.True(Tables.Names.AreVariants(left, right));

    [Theory]
    [InlineData("oliver", "oliver")]
    [InlineData("bess", "lizzie")]
    [InlineData("amelia", "emily")]
    [InlineData("aaron", "erin")]
    [InlineData("jack", "jake")]
    [InlineData("ella", "zahra")]
    [InlineData("quennellow", "oliver")]
    public void Other_names_are_not(string left, string right) => Assert.False(Tables.Names.AreVariants(left, right));

    [Fact]
    public void Being_variants_goes_both_ways() => Prop
        .ForAll(Gen.Elements(Held).ToArbitrary(), Gen.Elements(Held).ToArbitrary(), (left, right) =>
            Tables.Names.AreVariants(left, right) == Tables.Names.AreVariants(right, left)
            && (!Tables.Names.AreVariants(left, right) || left != right))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Variants_share_a_group() => Prop
        .ForAll(Gen.Elements(Held).ToArbitrary(), Gen.Elements(Held).ToArbitrary(), (left, right) =>
            !Tables.Names.AreVariants(left, right)
            || Tables.Names.GroupsOf(left).Any(ours => Tables.Names.GroupsOf(right).Any(theirs => theirs.Group == ours.Group)))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("kind,name,others\nshort,Oliver,ollie\n", "given-name-groups.csv line 2: names must be folded, one word each")]
    [InlineData("kind,name,others\nshort,oliver\n", "given-name-groups.csv line 2: must have three fields")]
    [InlineData("kind,name,others\nsort,oliver,ollie\n", "given-name-groups.csv line 2: kind must be short or spelling")]
    [InlineData("kind,name,others\nshort,oliver,\n", "given-name-groups.csv line 2: names must be folded, one word each")]
    [InlineData("name,others\n", "given-name-groups.csv: the first line must be kind,name,others")]
    public void A_damaged_table_is_refused_with_the_line(string groups, string fault) =>
        Assert.Equal([fault], Assert.IsType<NameTablesReading.Faulty>(ReadNameTables.From(groups, Tables.Placeholders)).Faults);

    [Theory]
    [InlineData("field,kind,words\nboth,word,baby\n", "placeholders.csv line 2: field must be given or any")]
    [InlineData("field,kind,words\ngiven,words,baby\n", "placeholders.csv line 2: kind must be word, whole, start or title")]
    [InlineData("field,kind,words\ngiven,word,Baby\n", "placeholders.csv line 2: words must be folded")]
    public void A_damaged_list_of_placeholders_is_refused_with_the_line(string placeholders, string fault) =>
        Assert.Equal([fault], Assert.IsType<NameTablesReading.Faulty>(ReadNameTables.From(Tables.Groups, placeholders)).Faults);
}
