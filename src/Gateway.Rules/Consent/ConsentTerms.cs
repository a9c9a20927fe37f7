using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Consent;

/// <summary>What consent rests on, as dated data: reviews, ages, what a kind opens, who may record, when asking is unsafe.</summary>
public sealed class ConsentTerms
{
    private readonly ImmutableArray<ReviewRule> _reviews;
    private readonly ImmutableArray<Opening> _openings;
    private readonly ImmutableArray<DatedAge> _ages;
    private readonly FrozenDictionary<string, ImmutableArray<ConsentKind>> _recorders;
    private readonly ImmutableArray<DatedConcern> _concerns;

    internal ConsentTerms(
        ImmutableArray<ReviewRule> reviews, ImmutableArray<Opening> openings, ImmutableArray<DatedAge> ages,
        FrozenDictionary<string, ImmutableArray<ConsentKind>> recorders, ImmutableArray<DatedConcern> concerns)
    {
        (_reviews, _openings, _ages) = (reviews, openings, ages);
        (_recorders, _concerns) = (recorders, concerns);
    }

    /// <summary>The kinds of which a yes opens a purpose on a day; none where the purpose never waits for consent.</summary>
    public ImmutableArray<ConsentKind> Opens(Purpose purpose, DateOnly day) => Opens(purpose.Word(), day);

    /// <summary>The kinds of which the young person's own yes lists an attendance at a sensitive service (rulings, 17).</summary>
    public ImmutableArray<ConsentKind> OpensSensitive(DateOnly day) => Opens(ConsentTermsReader.Sensitive, day);

    /// <summary>True where a purpose rests on consent at all.</summary>
    public bool DependsOnConsent(Purpose purpose, DateOnly day) => !Opens(purpose, day).IsEmpty;

    /// <summary>An age that matters, in completed years.</summary>
    public int Age(ConsentAge age, DateOnly day) => _ages.Last(row => row.Age == age && row.From <= day && !(row.To < day)).Years;

    /// <summary>Whether a role may record a kind of consent. Engagement may be recorded by whoever may record anything.</summary>
    public bool MayRecord(string role, ConsentKind kind) => _recorders.TryGetValue(role, out var kinds) && kinds.Contains(kind);

    /// <summary>Whether a role may record anything here.</summary>
    public bool MayRecord(string role) => _recorders.ContainsKey(role);

    /// <summary>Every role that may record.</summary>
    public ImmutableArray<string> Recorders => _recorders.Keys;

    /// <summary>True where asking is taken to raise the risk until a professional says otherwise (C2).</summary>
    public bool PresumesUnsafe(Concern concern, DateOnly day) => _concerns.Any(row => row.Concern == concern && row.From <= day && !(row.To < day));

    /// <summary>The rule of a trigger for a giver on a day, or null where there is none.</summary>
    public ReviewRule? Review(ReviewTrigger trigger, GiverRole giver, DateOnly day) =>
        _reviews.FirstOrDefault(rule => rule.Trigger == trigger && rule.CountsFor(giver, day));

    /// <summary>What first makes a yes be looked at again: the earliest day that any rule names after it was given.</summary>
    public ReviewPlan? Plan(GiverRole giver, DateOnly born, DateOnly given)
    {
        ReviewPlan? first = null;
        foreach (var rule in _reviews.Where(rule => rule.CountsFor(giver, given)))
            if (rule.FallsOn(born, given) is { } on && on > given && (first is null || on < first.On || (on == first.On && rule.Effect > first.Brings)))
                first = new ReviewPlan(on, rule.Trigger, rule.Effect, rule.Stands, on.AddDays(rule.LapseAfterDays));
        return first;
    }

    private ImmutableArray<ConsentKind> Opens(string what, DateOnly day) =>
        [.. _openings.Where(row => row.What == what && row.From <= day && !(row.To < day)).Select(row => row.Kind)];

    internal sealed record Opening(string What, ConsentKind Kind, DateOnly From, DateOnly? To);

    internal sealed record DatedAge(ConsentAge Age, int Years, DateOnly From, DateOnly? To);

    internal sealed record DatedConcern(Concern Concern, DateOnly From, DateOnly? To);
}

/// <summary>The ages that matter (sharing rules, 3.4).</summary>
public enum ConsentAge : byte
{
    /// <summary>From here understanding is expected, so competence is to be judged.</summary>
    Assess,
    /// <summary>From here the young person is presumed competent.</summary>
    Presumed,
    /// <summary>From here nobody else answers.</summary>
    Adult,
}

/// <summary>Concerns for which asking is presumed to raise the risk (sharing rules, 3.3).</summary>
public enum Concern : byte
{
    /// <summary>Honour-based abuse.</summary>
    HonourBasedAbuse,
    /// <summary>Forced marriage.</summary>
    ForcedMarriage,
    /// <summary>Suspected fabricated or induced illness.</summary>
    FabricatedIllness,
    /// <summary>Sexual abuse in the household.</summary>
    SexualAbuseInHousehold,
    /// <summary>Domestic abuse where the other person present may be the abuser.</summary>
    AbuserMayBePresent,
    /// <summary>A child likely to be moved or silenced.</summary>
    ChildMayBeMoved,
}

/// <summary>The words of the concerns and the ages.</summary>
public static class ConcernWords
{
    private static readonly WordTable<Concern> Concerns = new(
        "honour-based-abuse", "forced-marriage", "fabricated-illness", "sexual-abuse-in-household", "abuser-may-be-present", "child-may-be-moved");

    private static readonly WordTable<ConsentAge> Ages = new("assess", "presumed", "adult");

    /// <summary>Every concern, in words.</summary>
    public static ImmutableArray<string> All => Concerns.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this Concern concern) => Concerns.Of(concern);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out Concern concern) => Concerns.TryRead(word, out concern);

    internal static bool TryRead(string? word, out ConsentAge age) => Ages.TryRead(word, out age);
}
