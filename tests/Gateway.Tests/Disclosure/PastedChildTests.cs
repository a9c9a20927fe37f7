using FsCheck;
using FsCheck.Fluent;
using Gateway.Disclosure.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gateway.Tests.Disclosure;

/// <summary>What is copied from a record and pasted into one box is the number and the birth that stand in it, or it is left as it is.</summary>
public sealed class PastedChildTests
{
    [Theory]
    [InlineData("999 123 4560 04/03/2023", "999 123 4560", "04", "03", "2023")]
    [InlineData("9991234560 4 March 2023", "9991234560", "4", "March", "2023")]
    [InlineData("NHS No: 999-123-4560 Born: 04-Mar-2023", "999-123-4560", "04", "Mar", "2023")]
    [InlineData("Born 04-Mar-2023 NHS No. 999 123 4560", "999 123 4560", "04", "Mar", "2023")]
    [InlineData("999 123 4560\t2023-03-04", "999 123 4560", "04", "03", "2023")]
    [InlineData("2023-03-04, 999 123 4560", "999 123 4560", "04", "03", "2023")]
    public void Number_and_birth_in_one_box_are_both_read(string pasted, string number, string day, string month, string year)
    {
        var form = Form(pasted);
        Assert.Equal((number, day, month, year), (form.NhsNumber, form.Day, form.Month, form.Year));
    }

    // Two numbers, two days, a year of two digits, an age beside them: which was meant is for whoever pasted it.
    [Theory]
    [InlineData("999 123 4560")]
    [InlineData("999 123 4560 999 123 4579 04/03/2023")]
    [InlineData("999 123 4560 04/03/2023 05/03/2023")]
    [InlineData("999 123 4560 04/03/23")]
    [InlineData("999 123 4560 04/03/2023 (3y)")]
    [InlineData("999 123 45604/03/2023")]
    [InlineData("999 123 4560 20230304")]
    [InlineData("04/03/2023")]
    public void Anything_more_or_less_is_left_as_it_was_typed(string pasted)
    {
        var form = Form(pasted);
        Assert.Equal((pasted, "", "", ""), (form.NhsNumber, form.Day, form.Month, form.Year));
    }

    [Fact]
    public void Birth_that_was_typed_is_never_replaced()
    {
        var form = Form("999 123 4560 04/03/2023", day: "5");
        Assert.Equal(("999 123 4560 04/03/2023", "5", "", ""), (form.NhsNumber, form.Day, form.Month, form.Year));
    }

    // Another number than the one that was pasted is another child.
    [Fact]
    public void Number_that_is_read_is_all_of_the_digits_before_or_after_the_birth() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(), Gen.Choose(0, 999_999_999).ToArbitrary(), Gen.Choose(1, 28).ToArbitrary(),
        (noise, number, day) =>
        {
            var pasted = $"{noise.Get} {number:D10} {day}/3/2019";
            var form = Form(pasted);
            var typed = pasted.Length <= 64 ? pasted : pasted[..64];
            return form.NhsNumber == typed || (form.NhsNumber == $"{number:D10}" && form.Day == $"{day}" && form.Year == "2019");
        }));

    private static CheckForm Form(string number, string day = "") => CheckForm.From(new FormCollection(new Dictionary<string, StringValues>
    {
        [CheckForm.RequestField] = Guid.NewGuid().ToString("D"),
        [CheckForm.NhsNumberField] = number,
        [CheckForm.DayField] = day,
        [CheckForm.ReasonField] = "unscheduled-care",
    }));
}
