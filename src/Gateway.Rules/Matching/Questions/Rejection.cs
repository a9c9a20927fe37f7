namespace Gateway.Rules.Matching.Questions;

/// <summary>Why a question was rejected before anything was read.</summary>
public enum Rejection : byte
{
    /// <summary>Too little to look for one child by: a number with the date of birth, or names with it, or a postcode beside them.</summary>
    TooLittle,

    /// <summary>A number without a date of birth (rulings, 29).</summary>
    NumberWithoutBirth,

    /// <summary>The NHS number is not one: not ten digits, a wrong check digit, or ten times the same digit.</summary>
    NumberNotValid,

    /// <summary>An agency's number without the authority that gave it out, or the other way round.</summary>
    LocalNumberIncomplete,

    /// <summary>A wildcard in a name.</summary>
    Wildcard,

    /// <summary>A name of one letter.</summary>
    OneLetterName,

    /// <summary>Born too long ago to be served.</summary>
    Adult,

    /// <summary>Born after today.</summary>
    NotYetBorn,

    /// <summary>A date was typed that does not exist, and the rest is too little.</summary>
    DateUnreadable,
}

/// <summary>The words of the rejections on the wire.</summary>
public static class RejectionWords
{
    /// <summary>The word on the wire.</summary>
    public static string Word(this Rejection rejection) => rejection switch
    {
        Rejection.TooLittle => "too-little",
        Rejection.NumberWithoutBirth => "number-without-birth",
        Rejection.NumberNotValid => "number-not-valid",
        Rejection.LocalNumberIncomplete => "local-number-incomplete",
        Rejection.Wildcard => "wildcard",
        Rejection.OneLetterName => "one-letter-name",
        Rejection.Adult => "adult",
        Rejection.NotYetBorn => "not-yet-born",
        Rejection.DateUnreadable => "date-unreadable",
        _ => throw new ArgumentOutOfRangeException(nameof(rejection)),
    };
}
