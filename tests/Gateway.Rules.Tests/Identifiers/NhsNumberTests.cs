using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Identifiers;

namespace Gateway.Rules.Tests.Identifiers;

public sealed class NhsNumberTests
{
    [Theory]
    [InlineData("999 000 0018", NhsNumberFault.None)]
    [InlineData("999-000-0018", NhsNumberFault.None)]
    [InlineData("9990000018", NhsNumberFault.None)]
    [InlineData("9990000019", NhsNumberFault.WrongDigit)]
    [InlineData("0000000000", NhsNumberFault.WrongDigit)]
    [InlineData("999000001", NhsNumberFault.NotTenDigits)]
    [InlineData("99900000188", NhsNumberFault.NotTenDigits)]
    [InlineData("999000001x", NhsNumberFault.NotTenDigits)]
    [InlineData("٩٩٩٠٠٠٠٠١٨", NhsNumberFault.NotTenDigits)]
    [InlineData("", NhsNumberFault.Missing)]
    [InlineData(null, NhsNumberFault.Missing)]
    public void Reading_says_what_is_wrong(string? text, NhsNumberFault expected) => Assert.Equal(expected, NhsNumber.Read(text, out _));

    [Fact]
    public void One_wrong_digit_is_always_found() => Prop
        .ForAll(Gen.Choose(0, 99_999_999).ToArbitrary(), Gen.Choose(0, 9).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (stem, place, shift) =>
        {
            if (!NhsNumber.TryFromFirstNine(900_000_000L + stem, out var number)) return true;
            var digits = number.Digits.ToCharArray();
            digits[place] = (char)('0' + (digits[place] - '0' + shift) % 10);
            return NhsNumber.Read(new string(digits), out _) == NhsNumberFault.WrongDigit;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Text_for_logs_hides_the_number()
    {
        _ = NhsNumber.Read("9990000018", out var number);
        Assert.Equal("*******018", number.ToString());
        Assert.Equal("999 000 0018", number.Spaced);
    }
}
