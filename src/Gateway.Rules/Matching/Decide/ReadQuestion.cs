using System.Collections.Immutable;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Decide;

/// <summary>
/// Reads a question and holds it to the least that may be asked (matching, section 5, "Minimum to search"), before anything else is read: it
/// knows nothing of who is held.
/// </summary>
internal static class ReadQuestion
{
    private const string Wildcards = "*?%_";

    public static AskedReading From(MatchingQuestion question, NameTables tables, int servedYears, DateOnly today)
    {
        var notes = question.DateUnreadable ? QuestionNotes.DateLeftOut : QuestionNotes.None;
        if (Malformed(question, servedYears, today) is { } why) return new AskedReading.Refused(why, notes);
        var given = Name(question.Given, tables, NamePart.Given, QuestionNotes.GivenLeftOut, ref notes);
        var surname = Name(question.Surname, tables, NamePart.Family, QuestionNotes.SurnameLeftOut, ref notes);
        var asked = new Asked(today, given, surname)
        {
            Born = question.DateOfBirth,
            Age = question.DateOfBirth is null ? question.AgeAbout : null,
            Sex = question.Sex,
            Place = Place(question.Postcode, ref notes),
            Numbers = Numbers(question, ref notes),
            Mother = Nhs(question.MotherNhsNumber) is { } mother ? PersonalNumber.Mother(mother) : null,
            MotherBorn = question.MotherDateOfBirth,
        };
        return TooLittle(question, asked) is { } little ? new AskedReading.Refused(little, notes) : new AskedReading.Valid(asked, notes);
    }

    private static Rejection? Malformed(MatchingQuestion question, int servedYears, DateOnly today)
    {
        if (HasWildcard(question.Given) || HasWildcard(question.Surname) || HasWildcard(question.Postcode)) return Rejection.Wildcard;
        if (IsOneLetter(question.Given) || IsOneLetter(question.Surname)) return Rejection.OneLetterName;
        if (IsWrong(question.NhsNumber) || IsWrong(question.MotherNhsNumber)) return Rejection.NumberNotValid;
        if (question.Local is { } local && (string.IsNullOrWhiteSpace(local.Authority) || string.IsNullOrWhiteSpace(local.Number))) return Rejection.LocalNumberIncomplete;
        if (question.DateOfBirth > today) return Rejection.NotYetBorn;
        if (question.DateOfBirth?.AddYears(servedYears) <= today || question.AgeAbout >= servedYears) return Rejection.Adult;
        return null;
    }

    // The ways of section 5; the last, without a given name, can only ever give a possible child.
    private static Rejection? TooLittle(MatchingQuestion question, Asked asked)
    {
        if (asked.Mother is not null) return asked.MotherBorn is null ? Rejection.NumberWithoutBirth : null;
        var (given, surname, place, born) = (!asked.Given.IsBlank, !asked.Surname.IsBlank, !asked.Place.IsBlank, asked.Born is not null);
        if (born && !asked.Numbers.IsEmpty) return null;
        if (given && surname && (born || (asked.Age is not null && place))) return null;
        if (born && place && (given || surname)) return null;
        if (question.DateUnreadable) return Rejection.DateUnreadable;
        return asked.Numbers.IsEmpty ? Rejection.TooLittle : Rejection.NumberWithoutBirth;
    }

    private static AskedName Name(string? text, NameTables tables, NamePart part, QuestionNotes leftOut, ref QuestionNotes notes)
    {
        var name = AskedName.Of(PersonName.Read(text, tables, part));
        if (name.IsBlank && !string.IsNullOrWhiteSpace(text)) notes |= leftOut;
        return name;
    }

    private static Postcode Place(string? text, ref QuestionNotes notes)
    {
        var place = PostcodeReading.Read(text);
        if (place.IsBlank && !string.IsNullOrWhiteSpace(text)) notes |= QuestionNotes.PostcodeLeftOut;
        return place;
    }

    private static ImmutableArray<PersonalNumber> Numbers(MatchingQuestion question, ref QuestionNotes notes)
    {
        var numbers = ImmutableArray.CreateBuilder<PersonalNumber>();
        if (Nhs(question.NhsNumber) is { } nhs) numbers.Add(PersonalNumber.Nhs(nhs));
        if (Upn.Read(question.Upn, out var upn) is var fault && fault == UpnFault.None) numbers.Add(PersonalNumber.Pupil(upn));
        else if (fault != UpnFault.Missing) notes |= QuestionNotes.UpnLeftOut;
        if (question.Local is { } local) numbers.Add(PersonalNumber.Local(local));
        return numbers.ToImmutable();
    }

    private static NhsNumber? Nhs(string? text) => NhsNumber.Read(text, out var number) == NhsNumberFault.None ? number : null;

    // Ten times the same digit passes the check; it stands for "no number".
    private static bool IsWrong(string? text) => NhsNumber.Read(text, out var number) switch
    {
        NhsNumberFault.Missing => false,
        NhsNumberFault.None => number.Value % 1_111_111_111 == 0,
        _ => true,
    };

    private static bool HasWildcard(string? text) => text is not null && text.AsSpan().ContainsAny(Wildcards);

    private static bool IsOneLetter(string? text)
    {
        if (text is null) return false;
        var folded = NameFold.Of(text).AsSpan();
        if (folded.IsEmpty) return false;
        foreach (var token in folded.Split(' '))
            if (token.End.Value - token.Start.Value > 1) return false;
        return true;
    }
}
