using Gateway.Agencies;

namespace Gateway.Audit;

/// <summary>Who asked or acted: the entry lies on the trail of the agency, and of the practitioner where one is known.</summary>
/// <param name="Practitioner">The subject at the agency's issuer; null where the agency is known and the person is not.</param>
public sealed record Actor(string Agency, string? Practitioner = null)
{
    public static Actor Of(Practitioner who)
    {
        ArgumentNullException.ThrowIfNull(who);
        return new Actor(who.Agency.Id, who.Subject);
    }
}
