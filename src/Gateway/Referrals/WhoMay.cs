using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Referrals.Store;
using Gateway.Rules.Notices;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals;

/// <summary>
/// In which parts a practitioner may act for one child of a referral. Nobody has a part unless something says so, and to whoever has none the referral is not there.
/// </summary>
internal sealed class WhoMay(ReferralTables tables, Register register, NoticeTerms notices, TimeProvider time)
{
    /// <summary>Whether their role may refer at all.</summary>
    public bool Refer(Practitioner who) => tables.Parts.Refers(who.Role, Today);

    public ImmutableArray<ReferralActor> Act(Practitioner who, Referral referral, ReferralChild child)
    {
        if (OfReferrer(who, referral) is { } own) return [own];
        // A draft is its author's alone, and what a council has not received is not there for it.
        if (child.State is ReferralState.Draft or ReferralState.Deleted or ReferralState.Sent) return [];
        if (child.Council == who.Agency.Id) return child.AwaitsReceipt ? [] : AtCouncil(who);
        ImmutableArray<ReferralActor> asked = IsAsked(who, child) && Refer(who) ? [ReferralActor.Agency] : [];
        return child.LeadTold && referral.Agency == who.Agency.Id && Leads(who) ? [ReferralActor.Colleague, .. asked] : asked;
    }

    /// <summary>In one of the roles that lead at their agency: they are told where nobody has read what the referrer was told, and answer for the referrer from then on.</summary>
    public bool Leads(Practitioner who) => notices.Part(NoticeRecipient.Lead, who.Agency.Kind.Word(), time.GetUtcNow())?.Roles.Contains(who.Role) == true;

    /// <summary>Acts for the referrer, or as one.</summary>
    public static bool IsOfSender(ReferralActor part) => part is ReferralActor.Referrer or ReferralActor.Colleague;

    /// <summary>Whether they may see the referral, with no child of which they have no part.</summary>
    public ImmutableArray<ReferralChild> Seen(Practitioner who, Referral referral, IEnumerable<ReferralChild> children) =>
        [.. children.Where(child => !Act(who, referral, child).IsEmpty)];

    /// <summary>The referrer, or who answers for them. Neither decides about what they sent, wherever they work.</summary>
    public static ReferralActor? OfReferrer(Practitioner who, Referral referral) =>
        who.Agency.Id != referral.Agency ? null
        : who.Subject == referral.Person ? ReferralActor.Referrer
        : who.Subject == referral.Colleague && referral.SentAt is not null ? ReferralActor.Colleague
        : null;

    /// <summary>Whether they take in what comes to their council.</summary>
    public bool Receives(Practitioner who) => !AtCouncil(who).IsEmpty;

    /// <summary>Whether anybody at a council acts in a part: by their role there, or because the register names somebody.</summary>
    public bool IsHeld(ReferralActor part, string council) => register.Agencies.GetValueOrDefault(council) is { } agency
        && (agency.Officers.Any(officer => officer.Part == part)
            || agency.Issuer?.Roles.Values.Any(role => tables.Parts.At(role, agency.Supervisors.Any(), Today).Contains(part)) == true);

    // A name in the register gives a part to a role that has one here already, and to no other.
    private ImmutableArray<ReferralActor> AtCouncil(Practitioner who) =>
        tables.Parts.At(who.Role, who.Agency.Supervisors.Contains(who.Subject), Today) is [_, ..] own
            ? [.. own.Union(who.Agency.Officers.Where(officer => officer.Subject == who.Subject).Select(officer => officer.Part))]
            : [];

    private static bool IsAsked(Practitioner who, ReferralChild child) => child.Asked.Contains($" {who.Agency.Id} ", StringComparison.Ordinal);

    private DateOnly Today => LondonTime.Day(time.GetUtcNow());
}
