using Gateway.Referrals.Form;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals;

/// <summary>The tables of <c>contracts/referrals</c>, read whole at the start.</summary>
/// <param name="Terms">The life of a referral: states, moves, clocks.</param>
/// <param name="Parts">What a role may do.</param>
/// <param name="Codes">The code lists of the form.</param>
internal sealed record ReferralTables(ReferralTerms Terms, ReferralParts Parts, ReferralCodes Codes);
