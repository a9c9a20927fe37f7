using Gateway.Rules.Referrals;

namespace Gateway.Agencies;

/// <summary>A named person of an agency who has a part in referrals that no role gives: a stage of a disagreement is with somebody, never with "the team".</summary>
/// <param name="Subject">By their token.</param>
/// <param name="Name">As it is shown to whoever disagrees.</param>
public sealed record Officer(ReferralActor Part, string Subject, string Name);
