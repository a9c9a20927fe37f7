using System.Collections.Immutable;
using Gateway.Federation;
using Gateway.Rules.Consent;
using Gateway.Rules.Policy;

namespace Gateway.Consents;

/// <summary>What a practitioner wants recorded about one child, read and found well formed.</summary>
public abstract record ConsentCommand(ChildAsked Child)
{
    /// <summary>An answer, or that one was asked for.</summary>
    /// <param name="AnotherGiver">Somebody else's than the opposite answer that the agency has already.</param>
    public sealed record Record(
        ChildAsked Child, ConsentKind Kind, ConsentStage Stage, GiverRole Giver, Obtained Obtained, ConsentScope Scope, DateOnly? GivenOn, DateOnly? ExpiresOn,
        Judgement? Competence, bool SuspectedSourceOfHarm, bool AnotherGiver, ImmutableArray<Guid> Supersedes, string Reference) : ConsentCommand(Child)
    {
        public ConsentStep Step => Stage switch { ConsentStage.Given => ConsentStep.Give, ConsentStage.Refused => ConsentStep.Refuse, _ => ConsentStep.Ask };
    }

    /// <summary>A yes taken back.</summary>
    public sealed record Withdraw(ChildAsked Child, Guid Consent, GiverRole By) : ConsentCommand(Child);

    /// <summary>A review: what came of it, or what happened that calls for one.</summary>
    public sealed record Review(ChildAsked Child, Guid Consent, ReviewOutcome Outcome, ReviewTrigger? Because) : ConsentCommand(Child);

    /// <summary>That somebody was told, or why nobody was.</summary>
    public sealed record Engage(
        ChildAsked Child, ImmutableArray<Purpose> Purposes, WhoWasInformed Informed, ExpressedView View, WhyNotInformed? Because, Paragraph18Limb? Limb,
        DateOnly On, string Reference) : ConsentCommand(Child);
}

/// <summary>The four tests of competence, as they were judged for the decision that is recorded with them.</summary>
public sealed record Judgement(CompetenceKind Kind, bool Understands, bool SeesConsequences, bool Weighs, bool FreeOfPressure, DateOnly AssessedOn)
{
    public bool IsCompetent => Understands && SeesConsequences && Weighs && FreeOfPressure;
}

/// <summary>What came of a review.</summary>
public enum ReviewOutcome
{
    /// <summary>Still a yes.</summary>
    Confirmed,
    /// <summary>Not renewed.</summary>
    Lapsed,
    /// <summary>Something happened that calls for a review.</summary>
    Due,
}

/// <summary>What a practitioner looks for: what their own agency recorded, and what all of it comes to for some purposes.</summary>
public sealed record ConsentSearch(ChildAsked Child, ImmutableArray<Purpose> Purposes, SeekFacts? Seek);
