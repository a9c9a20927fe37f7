using System.Collections.Immutable;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Decide;

/// <summary>A question as it is compared: names folded, postcode repaired, numbers checked.</summary>
internal sealed record Asked(DateOnly Today, AskedName Given, AskedName Surname)
{
    public DateOnly? Born { get; init; }

    public int? Age { get; init; }

    public Sexes Sex { get; init; }

    public Postcode Place { get; init; }

    public ImmutableArray<PersonalNumber> Numbers { get; init; } = [];

    public PersonalNumber? Mother { get; init; }

    public DateOnly? MotherBorn { get; init; }

    /// <summary>The day with day and month the other way round, where there is one and it is another.</summary>
    public DateOnly? Swapped => Born is { Day: <= 12 } born && born.Day != born.Month ? new DateOnly(born.Year, born.Day, born.Month) : null;
}

/// <summary>Either a question that may be answered, or why it may not.</summary>
internal abstract record AskedReading(QuestionNotes Notes)
{
    internal sealed record Valid(Asked Asked, QuestionNotes Notes) : AskedReading(Notes);

    internal sealed record Refused(Rejection Why, QuestionNotes Notes) : AskedReading(Notes);
}
