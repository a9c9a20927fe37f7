using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Identifiers;

namespace Gateway.Rules.Tests.Identifiers;

public sealed class UpnTests
{
    [Theory]
    [InlineData("B801200005001", UpnFault.None)]
    [InlineData("P207000016049", UpnFault.None)]
    [InlineData("M20700001604A", UpnFault.None)]
    [InlineData("U999200021001", UpnFault.None)]
    [InlineData("G99920002101B", UpnFault.None)]
    [InlineData("p207 0000 16049", UpnFault.None)]
    [InlineData("Q207000016049", UpnFault.WrongLetter)]
    [InlineData("P207000016094", UpnFault.WrongLetter)]
    [InlineData("I207000016049", UpnFault.WrongShape)]
    [InlineData("P20700001604O", UpnFault.WrongShape)]
    [InlineData("P2070000160490", UpnFault.WrongShape)]
    [InlineData("9990000018", UpnFault.WrongShape)]
    [InlineData("", UpnFault.Missing)]
    [InlineData(null, UpnFault.Missing)]
    public void Reading_says_what_is_wrong(string? text, UpnFault expected) => Assert.Equal(expected, Upn.Read(text, out _));

    [Theory]
    [InlineData("G99920002101B", true)]
    [InlineData("U999200021001", false)]
    public void One_that_ends_in_a_letter_is_temporary(string text, bool expected)
    {
        Assert.Equal(UpnFault.None, Upn.Read(text, out var upn));
        Assert.Equal(expected, upn.IsTemporary);
    }

    [Fact]
    public void One_wrong_digit_is_always_found() => Prop
        .ForAll(Gen.Choose(0, 999_999_999).ToArbitrary(), Gen.Choose(1, 12).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (stem, place, shift) =>
        {
            var rest = $"801{stem:D9}";
            var upn = (Upn.CheckLetter(rest) + rest).ToCharArray();
            upn[place] = (char)('0' + (upn[place] - '0' + shift) % 10);
            return Upn.Read(new string(upn), out _) == UpnFault.WrongLetter;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Text_for_logs_hides_the_number()
    {
        Assert.Equal(UpnFault.None, Upn.Read("U999200021001", out var upn));
        Assert.Equal("**********001", upn.ToString());
        Assert.Equal("U999200021001", upn.Value);
    }
}
