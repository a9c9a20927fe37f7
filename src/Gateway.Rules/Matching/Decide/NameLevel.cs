namespace Gateway.Rules.Matching.Decide;

/// <summary>How far two names agree; a larger value agrees better.</summary>
internal enum NameLevel : byte
{
    /// <summary>Both are there and differ.</summary>
    Different,

    /// <summary>One of them is not there.</summary>
    Blank,

    /// <summary>A likeness, but what was asked for is a name that others bear: a brother's or a twin's as likely as a slip.</summary>
    OtherName,

    /// <summary>A mere likeness.</summary>
    Similar,

    /// <summary>A slip, half of a double name, or a first name that agrees while the further ones do not.</summary>
    Near,

    /// <summary>A short form or another spelling.</summary>
    Variant,

    /// <summary>The same.</summary>
    Exact,
}

/// <summary>How far two dates of birth agree; a larger value agrees better.</summary>
internal enum BirthLevel : byte
{
    Different,
    TwoParts,

    /// <summary>An age of one year more or less.</summary>
    AgeNear,
    AgeWithin,
    OneSlip,
    Swapped,
    Exact,
}

/// <summary>How far a place agrees; a larger value agrees better.</summary>
internal enum PlaceLevel : byte
{
    NotCompared,
    Elsewhere,
    District,
    Sector,
    Unit,
}

/// <summary>What the numbers say of a child; a larger value says more.</summary>
internal enum NumberLevel : byte
{
    None,

    /// <summary>A temporary pupil number.</summary>
    Weak,

    /// <summary>A number that was replaced by another.</summary>
    Former,

    /// <summary>A lasting pupil number.</summary>
    Pupil,

    /// <summary>The NHS number, or an agency's own.</summary>
    Verified,
}

/// <summary>What a name is worth.</summary>
internal readonly record struct Worth(NameLevel Level, int Bits);
