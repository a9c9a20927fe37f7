using System.Collections.Immutable;

namespace Gateway.Rules.Referrals;

/// <summary>A step that somebody may try from where a child stands (<c>moves.csv</c>): offered, and not yet taken.</summary>
/// <param name="Event">Which step.</param>
/// <param name="Outcome">Which way it goes.</param>
/// <param name="Needs">What has to be written with it.</param>
public sealed record MoveOffered(ReferralEvent Event, StepOutcome Outcome, ImmutableArray<ReferralText> Needs);
