using System.Globalization;
using System.Text.Json;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Cases;

/// <summary>Reads the values of a case, and names the member of one that cannot be.</summary>
internal static class CaseValues
{
    public static DateOnly Day(string member, string text) =>
        BirthDates.Read(text, out var day) == BirthDateFault.None ? day : throw new CaseFaultException($"{member}: {text} is no date");

    public static NhsNumber Nhs(string member, string text) =>
        NhsNumber.Read(text, out var number) == NhsNumberFault.None ? number : throw new CaseFaultException($"{member}: {text} is no NHS number");

    public static Sexes Sex(string member, string? word) => word switch
    {
        null or "" or "U" => Sexes.None,
        "F" => Sexes.Female,
        "M" => Sexes.Male,
        "X" or "I" => Sexes.Other,
        _ => throw new CaseFaultException($"{member}: {word} is none of F, M, X, U"),
    };

    public static LocalNumber Local(string text) => text.Split('|', 2) is [var authority, var number] ? new LocalNumber(authority, number) : new LocalNumber("", text);

    /// <summary>"about 11", "11 years" or 11.</summary>
    public static int Age(JsonElement age)
    {
        var text = age.ValueKind == JsonValueKind.String ? age.GetString() ?? "" : age.GetRawText();
        var digits = new string([.. text.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)]);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var years) ? years : throw new CaseFaultException($"query.age: {text} is no age");
    }
}
