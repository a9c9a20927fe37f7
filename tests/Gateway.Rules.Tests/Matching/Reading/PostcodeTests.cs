using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Tests.Matching.Reading;

public sealed class PostcodeTests
{
    private static readonly Gen<string> Units =
        from outward in Gen.Elements("LS11", "SW1A", "W1A", "E1", "B10", "ZA4", "M1", "EC1A", "SE5")
        from digit in Gen.Choose(0, 9)
        from letters in Gen.Elements("AA", "BD", "QX", "ZY")
        select $"{outward} {digit}{letters}";

    [Theory]
    [InlineData("SW1A 0AA", "SW1A 0AA")]
    [InlineData("sw1a0aa", "SW1A 0AA")]
    [InlineData("SWIA OAA", "SW1A 0AA")]
    [InlineData("L85TT", "L8 5TT")]
    [InlineData("L8 STT", "L8 5TT")]
    [InlineData("LSI1 6AD", "LS11 6AD")]
    [InlineData("L511 6AD", "LS11 6AD")]
    [InlineData("B1O 0AA", "B10 0AA")]
    [InlineData("W1A 1AA", "W1A 1AA")]
    [InlineData("0X1 1AA", "OX1 1AA")]
    [InlineData("ZA4 7QX", "ZA4 7QX")]
    public void A_postcode_is_read_and_put_right(string text, string expected) => Assert.Equal(expected, PostcodeReading.Read(text).Spaced);

    [Theory]
    [InlineData("ZZ99 3VZ")]
    [InlineData("LS11")]
    [InlineData("LS11 6A")]
    [InlineData("LS111 6AD")]
    [InlineData("4223")]
    [InlineData("NFA")]
    [InlineData("LS11 6A\u00c4")]
    [InlineData("")]
    public void What_is_no_postcode_is_blank(string text) => Assert.True(PostcodeReading.Read(text).IsBlank);

    [Theory]
    [InlineData("LS11 6AD", "LS11 6AD", PostcodeAgreement.Unit)]
    [InlineData("LS11 6AD", "LS11 6AE", PostcodeAgreement.Sector)]
    [InlineData("LS11 6AD", "LS11 7AD", PostcodeAgreement.District)]
    [InlineData("LS11 6AD", "LS1 6AD", PostcodeAgreement.Area)]
    [InlineData("LS11 6AD", "L1 6AD", PostcodeAgreement.Elsewhere)]
    [InlineData("L1 6AD", "L11 6AD", PostcodeAgreement.Area)]
    [InlineData("ZZ99 3VZ", "ZZ99 3VZ", PostcodeAgreement.Elsewhere)]
    public void Postcodes_are_compared(string left, string right, PostcodeAgreement expected) =>
        Assert.Equal(expected, PostcodeReading.Read(left).Compare(PostcodeReading.Read(right)));

    [Fact]
    public void Each_part_holds_the_smaller_ones() => Prop
        .ForAll(Units.ToArbitrary(), Units.ToArbitrary(), (one, two) =>
        {
            var (left, right) = (PostcodeReading.Read(one), PostcodeReading.Read(two));
            return left.Spaced == one
                && (left.Unit != right.Unit || left.Sector == right.Sector)
                && (left.Sector != right.Sector || left.District == right.District)
                && (left.District != right.District || left.Area == right.Area)
                && left.Compare(right) == right.Compare(left);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void What_was_put_right_reads_as_itself() => Prop
        .ForAll(ArbMap.Default.ArbFor<string?>(), text => PostcodeReading.Read(text) is var read && PostcodeReading.Read(read.Spaced) == read)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Text_for_logs_is_the_district_alone() => Assert.Equal("LS11", PostcodeReading.Read("LS11 6AD").ToString());
}
