using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;

namespace Gateway.Referrals;

/// <summary>Which council receives a child's referral: the one that was chosen with a reason, else that of the child's home. A council receives where somebody of it can sign in and take it.</summary>
internal sealed class FindCouncil(Register register, Postcodes postcodes, ReferralTables tables, WhomToRing ring, TimeProvider time)
{
    /// <param name="chosen">The id of an agency.</param>
    /// <param name="postcode">Of the child's home.</param>
    /// <param name="areas">Where somebody is who may be asked in place of it.</param>
    public CouncilFound For(string? chosen, string? postcode, ImmutableArray<string> areas)
    {
        var council = chosen is not null ? register.Agencies.GetValueOrDefault(chosen) : postcode is not null ? postcodes.CouncilOf(postcode, Today) : null;
        if (council is null) return new CouncilFound.Unknown(ring.ForAreas(areas));
        return Receives(council) ? new CouncilFound.Receives(council) : new CouncilFound.NotConnected(council, ring.Line("Does not receive referrals here: ring", council.Telephones));
    }

    /// <summary>The one council of some areas; none where there are several, or none of them is known.</summary>
    public Agency? OnlyOneOf(ImmutableArray<string> areas) =>
        areas.Select(register.CouncilOf).OfType<Agency>().DistinctBy(council => council.Id).ToArray() is [var only] ? only : null;

    /// <summary>The line of each council that works now; none for one that has left the register.</summary>
    public IEnumerable<RingAnswer> Lines(IEnumerable<string> all, string why) =>
        all.Distinct().Select(council => register.Agencies.GetValueOrDefault(council)).OfType<Agency>().Select(council => ring.Line(why, council.Telephones));

    private bool Receives(Agency council) =>
        council is { Kind: AgencyKind.LocalAuthority, Issuer: { } issuer } && issuer.Roles.Values.Any(role => !tables.Parts.At(role, false, Today).IsEmpty);

    private DateOnly Today => LondonTime.Day(time.GetUtcNow());
}

internal abstract record CouncilFound
{
    private CouncilFound() { }

    public sealed record Receives(Agency Council) : CouncilFound;

    /// <summary>It is known which council it is, and nobody of it can take a referral here.</summary>
    public sealed record NotConnected(Agency Council, RingAnswer Ring) : CouncilFound;

    /// <summary>Nobody knows whose postcode it is, or none was given.</summary>
    public sealed record Unknown(ImmutableArray<RingAnswer> Ring) : CouncilFound;

    public ImmutableArray<RingAnswer> Lines => this switch
    {
        NotConnected(_, var line) => [line],
        Unknown(var lines) => lines,
        _ => [],
    };
}
