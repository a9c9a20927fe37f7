using Gateway.Disclosure.Pages;

namespace Gateway.Acceptance;

public sealed class TypedBirthTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData("4", "3", "2023")]
    [InlineData("04", "March", "2023")]
    [InlineData(" 4 ", "mar", "2023")]
    public void Month_may_be_a_number_or_a_name(string day, string month, string year) =>
        Assert.Equal(new DateOnly(2023, 3, 4), Read(day, month, year).Day);

    [Theory]
    [InlineData("", "", "", "Enter the child's date of birth")]
    [InlineData("4", "3", "", "Date of birth must include a year")]
    [InlineData("", "3", " ", "Date of birth must include a day and year")]
    [InlineData("31", "2", "2023", "Date of birth must be a real date")]
    [InlineData("29", "2", "2023", "Date of birth must be a real date")]
    [InlineData("4", "ma", "2023", "Date of birth must be a real date")]
    [InlineData("4", "13", "2023", "Date of birth must be a real date")]
    [InlineData("-4", "3", "2023", "Date of birth must be a real date")]
    [InlineData("4", "3", "23", "Date of birth must be a real date")]
    [InlineData("23", "11", "2026", "Date of birth must be today or in the past")]
    [InlineData("21", "11", "2000", "Date of birth must be within the last 26 years")]
    public void Each_fault_has_its_words(string day, string month, string year, string words) => Assert.Equal(words, Read(day, month, year).Words);

    [Theory]
    [InlineData("22", "11", "2026")]
    [InlineData("29", "2", "2024")]
    [InlineData("22", "11", "2000")]
    public void Edges_are_dates(string day, string month, string year) => Assert.Null(Read(day, month, year).Words);

    [Fact]
    public void Only_the_box_that_is_missing_is_marked() => Assert.Equal([CheckForm.YearField], Read("4", "3", "").Boxes);

    private static TypedBirth Read(string day, string month, string year) => TypedBirth.Read(new CheckForm("", "", day, month, year, ""), Today);
}
