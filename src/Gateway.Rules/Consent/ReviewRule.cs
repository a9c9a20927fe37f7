using System.Collections.Immutable;

namespace Gateway.Rules.Consent;

/// <summary>What makes a yes be looked at again (sharing rules, 3.6).</summary>
public enum ReviewTrigger : byte
{
    /// <summary>A year has passed.</summary>
    TwelveMonths,
    /// <summary>The case was closed.</summary>
    CaseClosed,
    /// <summary>The child is 12.</summary>
    ChildTurns12,
    /// <summary>The child is 16.</summary>
    ChildTurns16,
    /// <summary>The child is 18.</summary>
    ChildTurns18,
    /// <summary>Parental responsibility changed hands.</summary>
    ParentalResponsibilityChanged,
    /// <summary>The giver's parental responsibility ended.</summary>
    ParentalResponsibilityEnded,
    /// <summary>An order shared it with somebody.</summary>
    ParentalResponsibilityShared,
    /// <summary>It is wanted for something else.</summary>
    PurposeChanged,
    /// <summary>Somebody else is to receive it.</summary>
    RecipientsChanged,
    /// <summary>Harm was disclosed.</summary>
    HarmDisclosed,
    /// <summary>The child was judged competent for the decision.</summary>
    ChildJudgedCompetent,
}

/// <summary>What a trigger brings.</summary>
public enum ReviewEffect : byte
{
    /// <summary>A review is due.</summary>
    ReviewDue,
    /// <summary>It ends: somebody else decides now.</summary>
    Superseded,
}

/// <summary>Whose records a rule is about.</summary>
public enum ReviewedGivers : byte
{
    /// <summary>Everybody's.</summary>
    Anyone,
    /// <summary>The young person's own.</summary>
    Self,
    /// <summary>Those of anybody else but a court.</summary>
    Others,
}

/// <summary>A trigger as dated data: whom it is about, what it brings, and how long a review may take.</summary>
/// <param name="Age">Falls on that birthday; null where the trigger is no birthday.</param>
/// <param name="Stands">While the review is due the yes still stands.</param>
/// <param name="LapseAfterDays">Days after which a review that nobody did has made it lapse.</param>
/// <param name="From">The first day on which the rule counts.</param>
/// <param name="To">The last; null while it has no end.</param>
public sealed record ReviewRule(
    ReviewTrigger Trigger, ReviewEffect Effect, ReviewedGivers Givers, int? Age, bool Stands, int LapseAfterDays, DateOnly From, DateOnly? To)
{
    /// <summary>True on every day of the rule's period, for a giver that it is about.</summary>
    public bool CountsFor(GiverRole giver, DateOnly day) =>
        day >= From && !(To < day)
        && Givers switch { ReviewedGivers.Self => giver == GiverRole.Self, ReviewedGivers.Others => giver is not (GiverRole.Self or GiverRole.CourtOrder), _ => true };

    /// <summary>The day on which it falls for a yes of a day, or null where only an event brings it.</summary>
    /// <param name="months">After how many months a yes is looked at in any case.</param>
    public DateOnly? FallsOn(DateOnly born, DateOnly given, int months) =>
        Age is { } age ? Birthday(born, age) : Trigger == ReviewTrigger.TwelveMonths ? given.AddMonths(months) : null;

    // Who was born on 29 February is a year older on 1 March of other years.
    private static DateOnly Birthday(DateOnly born, int age) =>
        born is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(born.Year + age) ? new DateOnly(born.Year + age, 3, 1) : born.AddYears(age);
}

/// <summary>When a yes is next looked at, and what that brings.</summary>
/// <param name="On">The day.</param>
/// <param name="Trigger">Why then.</param>
/// <param name="Brings">A review, or its end.</param>
/// <param name="Stands">While the review is due it still stands.</param>
/// <param name="LapsesOn">The first day on which it has lapsed if nobody reviewed it.</param>
public sealed record ReviewPlan(DateOnly On, ReviewTrigger Trigger, ReviewEffect Brings, bool Stands, DateOnly LapsesOn);

/// <summary>The words of reviews.</summary>
public static class ReviewWords
{
    private static readonly WordTable<ReviewTrigger> Triggers = new(
        "twelve-months", "case-closed", "child-turns-12", "child-turns-16", "child-turns-18", "parental-responsibility-changed",
        "parental-responsibility-ended", "parental-responsibility-shared", "purpose-changed", "recipients-changed", "harm-disclosed", "child-judged-competent");

    private static readonly WordTable<ReviewEffect> Effects = new("review-due", "superseded");
    private static readonly WordTable<ReviewedGivers> Givers = new("anyone", "self", "others");

    /// <summary>Every trigger, in words.</summary>
    public static ImmutableArray<string> All => Triggers.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this ReviewTrigger trigger) => Triggers.Of(trigger);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out ReviewTrigger trigger) => Triggers.TryRead(word, out trigger);

    internal static bool TryRead(string? word, out ReviewEffect effect) => Effects.TryRead(word, out effect);

    internal static bool TryRead(string? word, out ReviewedGivers givers) => Givers.TryRead(word, out givers);
}
