namespace Gateway.Tool.Synthetic.Matching.Questions;

/// <summary>What a practitioner has to ask with.</summary>
internal enum QuestionKind
{
    NamesBirthPostcode,
    NamesBirth,
    NumberNamesBirth,
    NumberBirth,
    UpnNamesBirth,
    GivenBirthPostcode,
    SurnameBirthPostcode,
    NamesAgePostcode,
}

internal static class QuestionKindWords
{
    public static string Word(this QuestionKind kind) => kind switch
    {
        QuestionKind.NamesBirthPostcode => "names-birth-postcode",
        QuestionKind.NamesBirth => "names-birth",
        QuestionKind.NumberNamesBirth => "number-names-birth",
        QuestionKind.NumberBirth => "number-birth",
        QuestionKind.UpnNamesBirth => "upn-names-birth",
        QuestionKind.GivenBirthPostcode => "given-birth-postcode",
        QuestionKind.SurnameBirthPostcode => "surname-birth-postcode",
        QuestionKind.NamesAgePostcode => "names-age-postcode",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static bool HasGiven(this QuestionKind kind) => kind is not (QuestionKind.NumberBirth or QuestionKind.SurnameBirthPostcode);

    public static bool HasSurname(this QuestionKind kind) => kind is not (QuestionKind.NumberBirth or QuestionKind.GivenBirthPostcode);

    public static bool HasNumber(this QuestionKind kind) => kind is QuestionKind.NumberBirth or QuestionKind.NumberNamesBirth;

    public static bool HasPostcode(this QuestionKind kind) =>
        kind is QuestionKind.NamesBirthPostcode or QuestionKind.GivenBirthPostcode or QuestionKind.SurnameBirthPostcode or QuestionKind.NamesAgePostcode;
}
