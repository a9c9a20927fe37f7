namespace Gateway.Rules.Matching.Questions;

/// <summary>
/// Who is looked for, as it was typed. Null is "not given". <see cref="object.ToString"/> tells which members are given and none of their
/// values, so that a child cannot slip into a log.
/// </summary>
public sealed record MatchingQuestion
{
    /// <summary>Given names, the first and any further ones.</summary>
    public string? Given { get; init; }

    /// <summary>The family name.</summary>
    public string? Surname { get; init; }

    /// <summary>The date of birth, where one was given that exists.</summary>
    public DateOnly? DateOfBirth { get; init; }

    /// <summary>A date was typed and cannot be read as one (30 February): it counts as not given, and the rejection says so.</summary>
    public bool DateUnreadable { get; init; }

    /// <summary>About how old, in completed years from 0 to 25, where no date of birth is known.</summary>
    public int? AgeAbout { get; init; }

    /// <summary>The sex, or none.</summary>
    public Sexes Sex { get; init; }

    /// <summary>Where the child lives or lived.</summary>
    public string? Postcode { get; init; }

    /// <summary>An NHS number. Rejected without a date of birth (rulings, 29).</summary>
    public string? NhsNumber { get; init; }

    /// <summary>A unique pupil number. One that cannot be right is left out and noted.</summary>
    public string? Upn { get; init; }

    /// <summary>An agency's own number.</summary>
    public LocalNumber? Local { get; init; }

    /// <summary>The mother's NHS number: looks for an unborn child, and for nothing else.</summary>
    public string? MotherNhsNumber { get; init; }

    /// <summary>The mother's date of birth, needed with her number.</summary>
    public DateOnly? MotherDateOfBirth { get; init; }

    /// <summary>Which members are given.</summary>
    public override string ToString() => string.Join(' ', GivenMembers().Where(member => member.IsGiven).Select(member => member.Name));

    private (string Name, bool IsGiven)[] GivenMembers() =>
    [
        ("given", Given is not null), ("surname", Surname is not null), ("date-of-birth", DateOfBirth is not null), ("age", AgeAbout is not null),
        ("sex", Sex != Sexes.None), ("postcode", Postcode is not null), ("nhs-number", NhsNumber is not null), ("upn", Upn is not null),
        ("local-number", Local is not null), ("mother", MotherNhsNumber is not null),
    ];
}
