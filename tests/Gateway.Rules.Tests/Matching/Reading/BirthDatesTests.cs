using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Tests.Matching.Reading;

public sealed class BirthDatesTests
{
    private static readonly Gen<DateOnly> Days = Gen.Choose(0, 9_000).Select(days => new DateOnly(2002, 1, 1).AddDays(days));

    [Theory]
    [InlineData("2015-07-03", "2015-07-03", DateAgreement.Exact)]
    [InlineData("2015-07-03", "2015-03-07", DateAgreement.Swapped)]
    [InlineData("2015-07-03", "2015-07-08", DateAgreement.OneSlip)]
    [InlineData("2015-07-03", "2016-07-03", DateAgreement.OneSlip)]
    [InlineData("2015-07-13", "2015-07-31", DateAgreement.OneSlip)]
    [InlineData("2015-07-20", "2015-07-02", DateAgreement.OneSlip)]
    [InlineData("2012-07-20", "2021-07-20", DateAgreement.OneSlip)]
    [InlineData("2015-07-12", "2015-07-29", DateAgreement.TwoParts)]
    [InlineData("2009-07-12", "2018-07-12", DateAgreement.TwoParts)]
    [InlineData("2014-06-10", "2015-07-02", DateAgreement.Different)]
    [InlineData("2012-07-03", "2015-03-07", DateAgreement.Different)]
    public void Dates_are_compared(string left, string right, DateAgreement expected) =>
        Assert.Equal(expected, BirthDates.Compare(Day(left), Day(right)));

    [Fact]
    public void Comparing_goes_both_ways() => Prop
        .ForAll(Days.ToArbitrary(), Days.ToArbitrary(), (left, right) => BirthDates.Compare(left, right) == BirthDates.Compare(right, left))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void One_digit_changed_is_at_least_one_slip() => Prop
        .ForAll(Days.ToArbitrary(), Gen.Choose(0, 7).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (day, place, shift) =>
        {
            var digits = day.ToString("ddMMyyyy", CultureInfo.InvariantCulture).ToCharArray();
            digits[place] = (char)('0' + (digits[place] - '0' + shift) % 10);
            return !DateOnly.TryParseExact(digits, "ddMMyyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var slipped)
                || BirthDates.Compare(day, slipped) is DateAgreement.OneSlip or DateAgreement.Swapped;
        })
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("4/3/2015")]
    [InlineData("04/03/2015")]
    [InlineData("04-03-2015")]
    [InlineData("04.03.2015")]
    [InlineData("4 Mar 2015")]
    [InlineData("4 March 2015")]
    [InlineData("04-MAR-2015")]
    [InlineData("2015-03-04")]
    [InlineData("20150304")]
    [InlineData(" 2015/3/4 ")]
    public void The_day_comes_first_or_the_year_does(string text)
    {
        Assert.Equal(BirthDateFault.None, BirthDates.Read(text, out var date));
        Assert.Equal(new DateOnly(2015, 3, 4), date);
    }

    [Theory]
    [InlineData("", BirthDateFault.Missing)]
    [InlineData("31/02/2015", BirthDateFault.NoSuchDay)]
    [InlineData("03/13/2015", BirthDateFault.NoSuchDay)]
    [InlineData("2015-00-10", BirthDateFault.NoSuchDay)]
    [InlineData("29/02/2015", BirthDateFault.NoSuchDay)]
    [InlineData("00000000", BirthDateFault.NoSuchDay)]
    [InlineData("4/3/15", BirthDateFault.NotADate)]
    [InlineData("March 2015", BirthDateFault.NotADate)]
    [InlineData("4/3/2015/1", BirthDateFault.NotADate)]
    [InlineData("4 Mars 2015", BirthDateFault.NotADate)]
    [InlineData("2015-3-\u0664", BirthDateFault.NotADate)]
    [InlineData("yesterday", BirthDateFault.NotADate)]
    public void What_is_no_date_is_said(string text, BirthDateFault expected) => Assert.Equal(expected, BirthDates.Read(text, out _));

    [Fact]
    public void Every_day_reads_back_in_every_way_of_writing_it() => Prop
        .ForAll(Days.ToArbitrary(), Gen.Elements("d/M/yyyy", "dd/MM/yyyy", "yyyy-MM-dd", "yyyyMMdd", "d MMM yyyy", "d MMMM yyyy").ToArbitrary(), (day, format) =>
            BirthDates.Read(day.ToString(format, CultureInfo.InvariantCulture), out var read) == BirthDateFault.None && read == day)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Anything_at_all_is_read_without_a_fault() => Prop
        .ForAll(ArbMap.Default.ArbFor<string?>(), text => Enum.IsDefined(BirthDates.Read(text, out _)))
        .QuickCheckThrowOnFailure();

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
