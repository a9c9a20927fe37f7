using Gateway.Referrals.Form;
using Gateway.Referrals.Steps;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals;

/// <summary>The tables of <c>contracts/referrals</c>, read whole at the start.</summary>
/// <param name="Terms">The life of a referral: states, moves, clocks.</param>
/// <param name="Parts">What a role may do.</param>
/// <param name="Codes">The code lists of the form.</param>
/// <param name="Message">The parts of what a referrer is told.</param>
/// <param name="Near">When two referrals of one child may be about one incident.</param>
internal sealed record ReferralTables(ReferralTerms Terms, ReferralParts Parts, ReferralCodes Codes, MessageParts Message, NearInTime Near);
