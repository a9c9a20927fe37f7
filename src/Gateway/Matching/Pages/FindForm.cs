using System.Collections.Immutable;
using System.Globalization;
using Gateway.Disclosure;
using Gateway.Disclosure.Pages;
using Gateway.Matching.Find;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Policy;

namespace Gateway.Matching.Pages;

/// <summary>What was typed to find a child, kept as it was typed.</summary>
/// <param name="Birth">The boxes of the date of birth and the reason, as the check has them.</param>
public sealed record FindForm(CheckForm Birth, string Given, string Family, string Postcode, string Sex)
{
    public const string GivenField = "given-name";
    public const string FamilyField = "family-name";
    public const string PostcodeField = "postcode";
    public const string SexField = "sex";

    private const int LongestTyped = 120;

    public static FindForm Empty(string reason) => Of(CheckForm.Empty(reason));

    /// <summary>Of a child who was named by number.</summary>
    public static FindForm Of(CheckForm check) => new(check, "", "", "", "");

    public static FindForm From(IFormCollection form)
    {
        string Typed(string field) => form[field].ToString().Trim() is var text && text.Length <= LongestTyped ? text : text[..LongestTyped];
        return new FindForm(CheckForm.From(form), Typed(GivenField), Typed(FamilyField), Typed(PostcodeField), Typed(SexField));
    }

    /// <summary>The question, or what is wrong, in the order of the fields.</summary>
    internal (FindQuestion? Question, ImmutableArray<FieldFault> Faults) Read(ImmutableArray<Purpose> offered, DateOnly today)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        foreach (var (field, text) in (ReadOnlySpan<(string, string)>)[(GivenField, Given), (FamilyField, Family), (PostcodeField, Postcode)])
            if (text.Length > 0 && PlainText.WhatIsWrong(text, LongestTyped) is { } wrong) faults.Add(new FieldFault(field, wrong));
        if (Family.Length == 0) faults.Add(new FieldFault(FamilyField, "Enter the child's last name"));
        var birth = TypedBirth.Read(Birth, today);
        if (birth.Words is { } words) faults.Add(new FieldFault(birth.Boxes.FirstOrDefault(CheckForm.DayField), words));
        if (!PurposeWords.TryRead(Birth.Reason, out var purpose) || !offered.Contains(purpose)) faults.Add(new FieldFault(CheckForm.ReasonField, "Select why you need this information"));
        return faults.Count > 0 ? (null, faults.ToImmutable()) : (new FindQuestion(Who(birth.Day), purpose, null), []);
    }

    private MatchingQuestion Who(DateOnly? born) => new()
    {
        Given = Given.Length > 0 ? Given : null,
        Surname = Family,
        DateOfBirth = born,
        Postcode = Postcode.Length > 0 ? Postcode : null,
        Sex = Sex switch { "female" => Sexes.Female, "male" => Sexes.Male, _ => Sexes.None },
    };
}
