using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Consent;

/// <summary>What consent rests on, as dated data: reviews, what a kind opens, who may record, when asking is unsafe.</summary>
public sealed class ConsentTerms
{
    private readonly ImmutableArray<ReviewRule> _reviews;
    private readonly ImmutableArray<Opening> _openings;
    private readonly FrozenDictionary<string, ImmutableArray<ConsentKind>> _recorders;
    private readonly ImmutableArray<DatedConcern> _concerns;

    internal ConsentTerms(
        ImmutableArray<ReviewRule> reviews, ImmutableArray<Opening> openings,
        FrozenDictionary<string, ImmutableArray<ConsentKind>> recorders, ImmutableArray<DatedConcern> concerns)
    {
        (_reviews, _openings) = (reviews, openings);
        (_recorders, _concerns) = (recorders, concerns);
    }

    /// <summary>The kinds of which a yes opens a purpose on a day; none where the purpose never waits for consent.</summary>
    public ImmutableArray<ConsentKind> Opens(Purpose purpose, DateOnly day) => Opens(purpose.Word(), day);

    /// <summary>The kinds of which the young person's own yes lists an attendance at a sensitive service (rulings, 17).</summary>
    public ImmutableArray<ConsentKind> OpensSensitive(DateOnly day) => Opens(ConsentTermsReader.Sensitive, day);

    /// <summary>True where a purpose rests on consent at all.</summary>
    public bool DependsOnConsent(Purpose purpose, DateOnly day) => !Opens(purpose, day).IsEmpty;

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
    /// <param name="months">After how many months a yes is looked at in any case (the policy's limits).</param>
    public ReviewPlan? Plan(GiverRole giver, DateOnly born, DateOnly given, int months)
    {
        ReviewPlan? first = null;
        foreach (var rule in _reviews.Where(rule => rule.CountsFor(giver, given)))
            if (rule.FallsOn(born, given, months) is { } on && on > given && (first is null || on < first.On || (on == first.On && rule.Effect > first.Brings)))
                first = new ReviewPlan(on, rule.Trigger, rule.Effect, rule.Stands, on.AddDays(rule.LapseAfterDays));
        return first;
    }

    private ImmutableArray<ConsentKind> Opens(string what, DateOnly day) =>
        [.. _openings.Where(row => row.What == what && row.From <= day && !(row.To < day)).Select(row => row.Kind)];

    internal sealed record Opening(string What, ConsentKind Kind, DateOnly From, DateOnly? To);

    internal sealed record DatedConcern(Concern Concern, DateOnly From, DateOnly? To);
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

/// <summary>The words of the concerns.</summary>
public static class ConcernWords
{
    private static readonly WordTable<Concern> Concerns = new(
        "honour-based-abuse", "forced-marriage", "fabricated-illness", "sexual-abuse-in-household", "abuser-may-be-present", "child-may-be-moved");

    /// <summary>Every concern, in words.</summary>
    public static ImmutableArray<string> All => Concerns.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this Concern concern) => Concerns.Of(concern);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out Concern concern) => Concerns.TryRead(word, out concern);
}
