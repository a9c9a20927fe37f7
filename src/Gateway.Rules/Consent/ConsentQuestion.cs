using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Consent;

/// <summary>For what an answer is wanted: this purpose, this recipient, these items, this child's age, this day.</summary>
/// <param name="Recipient">The asker's agency, by its id in the register.</param>
/// <param name="AgeYears">Completed years of the child.</param>
/// <param name="Today">The day in England.</param>
/// <param name="Ages">The ages that matter on that day.</param>
public sealed record ConsentQuestion(Purpose Purpose, string Recipient, ImmutableArray<Item> Items, int AgeYears, DateOnly Today, ConsentAges Ages)
{
    /// <summary>Asked about attendances at a sensitive service, which only the young person's own answer opens (rulings, 17).</summary>
    public bool Sensitive { get; init; }
}

/// <summary>Ages in completed years (sharing rules, 3.4).</summary>
/// <param name="Assessed">From here understanding is expected, so competence is to be judged.</param>
/// <param name="Presumed">From here the young person is presumed competent.</param>
/// <param name="Adult">From here nobody else answers.</param>
public readonly record struct ConsentAges(int Assessed, int Presumed, int Adult)
{
    /// <summary>As the policy's limits of a day have them.</summary>
    public static ConsentAges Of(PolicyLimits limits) => new(limits.CompetenceAssessedAge, limits.CompetencePresumedAge, limits.AdultAge);
}

/// <summary>An answer that did not prevail: recorded and weighed.</summary>
/// <param name="Record">Whose record it is.</param>
/// <param name="Giver">As what they answered.</param>
/// <param name="Stage">What they said.</param>
/// <param name="Ignored">Not weighed: the giver is suspected of being the source of harm, or has no authority.</param>
public sealed record OtherView(Guid Record, GiverRole Giver, ConsentStage Stage, bool Ignored);

/// <summary>What all that is recorded comes to.</summary>
/// <param name="State">The state of sharing rules, 3.2. Only <see cref="ConsentState.Given"/> opens anything.</param>
/// <param name="GivenBy">Whose answer prevailed; null where nobody's did.</param>
/// <param name="Competent">Whether the child was judged, or is presumed, competent for it; null where nobody judged.</param>
/// <param name="Record">The record that prevailed.</param>
/// <param name="Competence">The judgement of competence that it rests on.</param>
/// <param name="Conflict">Somebody else who may answer says otherwise.</param>
/// <param name="OutOfScope">Items that were asked for and that the yes is not about: for them nobody said yes.</param>
/// <param name="Others">Answers that did not prevail.</param>
/// <param name="Considered">Every record that spoke about the question.</param>
public sealed record Resolution(
    ConsentState State, ConsentGiver? GivenBy, bool? Competent, Guid? Record, Guid? Competence, bool Conflict,
    ImmutableArray<Item> OutOfScope, ImmutableArray<OtherView> Others, ImmutableArray<Guid> Considered)
{
    /// <summary>Nobody was asked to say anything: the purpose does not rest on consent.</summary>
    public static Resolution NotRequired { get; } = Nothing(ConsentState.NotRequired);

    /// <summary>The records could not be read, which is no yes.</summary>
    public static Resolution Unread { get; } = Nothing(ConsentState.NotSought);

    /// <summary>The facts that the rules decide by.</summary>
    public ConsentFacts Facts => new(State, GivenBy, Competent);

    private static Resolution Nothing(ConsentState state) => new(state, null, null, null, null, false, [], [], []);
}
