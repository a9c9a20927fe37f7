using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Consents.Wire;
using Gateway.Disclosure;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Policy;

namespace Gateway.Matching.Find;

/// <summary>Reads who is looked for. What cannot be read is a fault with its field; whether it is enough to look, the matcher says.</summary>
internal static class ReadFind
{
    private const int LongestName = 120;
    private const int LongestNumber = 40;

    public static readonly string[] Known = ["child", "purpose", "caseReference"];

    public static readonly string[] OfAChild =
        ["givenName", "familyName", "dateOfBirth", "approximateAge", "sex", "postcode", "nhsNumber", "upn"];

    public static (FindQuestion? Question, IReadOnlyList<FieldFault> Faults) From(JsonElement body, DateOnly today)
    {
        var faults = new List<FieldFault>();
        var reader = new BodyReader(body, "", faults, today);
        var purposes = ImmutableArray.CreateRange(Enum.GetValues<Purpose>().Select(purpose => purpose.Word()));
        var purpose = reader.Word("purpose", (string? word, out Purpose read) => PurposeWords.TryRead(word, out read), purposes);
        var reference = reader.Has("caseReference") ? reader.Reference("caseReference") : null;
        var who = Child(reader);
        return faults.Count == 0 ? (new FindQuestion(who!, purpose, reference), faults) : (null, faults);
    }

    public static MatchingQuestion? Child(BodyReader reader)
    {
        if (reader.Object("child", "Say who is looked for: one object with what you know of the child.") is not { } child) return null;
        child.Only(OfAChild);
        return new MatchingQuestion
        {
            Given = Text(child, "givenName", LongestName),
            Surname = Text(child, "familyName", LongestName),
            DateOfBirth = child.Has("dateOfBirth") ? child.Day("dateOfBirth", "Date of birth must be a real date, written as year-month-day") : null,
            AgeAbout = Age(child),
            Sex = Sex(child),
            Postcode = Text(child, "postcode", LongestNumber),
            NhsNumber = Text(child, "nhsNumber", LongestNumber),
            Upn = Text(child, "upn", LongestNumber),
        };
    }

    private static string? Text(BodyReader reader, string name, int longest)
    {
        if (!reader.Has(name)) return null;
        var text = reader.Text(name)?.Trim();
        if (text is { Length: > 0 } && PlainText.WhatIsWrong(text, longest) is null) return text;
        reader.Fault(name, $"Send a line of text of up to {longest} characters, or leave it out.");
        return null;
    }

    private static int? Age(BodyReader child)
    {
        if (!child.Has("approximateAge")) return null;
        if (child.Number("approximateAge") is >= 0 and <= 25 and var age) return age;
        child.Fault("approximateAge", "Send an age in whole years, from 0 to 25, or leave it out.");
        return null;
    }

    private static Sexes Sex(BodyReader child)
    {
        if (!child.Has("sex")) return Sexes.None;
        switch (child.Text("sex"))
        {
            case "female": return Sexes.Female;
            case "male": return Sexes.Male;
            case "not-known": return Sexes.None;
            default:
                child.Fault("sex", "Send one of: female, male, not-known.");
                return Sexes.None;
        }
    }
}
