using System.Security.Claims;

namespace Gateway.Agencies.Tokens;

/// <summary>A request feature: the practitioner on whose behalf the request is made.</summary>
public sealed class SignedInPractitioner(Practitioner practitioner)
{
    public Practitioner Practitioner { get; } = practitioner;

    /// <summary>The practitioner of a request; none when nobody signed in.</summary>
    public static Practitioner? Of(HttpContext context) => context.Features.Get<SignedInPractitioner>()?.Practitioner;

    /// <summary>The same person for the framework's own authorisation.</summary>
    public static ClaimsPrincipal Principal(Practitioner practitioner, string scheme) => new(new ClaimsIdentity(
        [
            // Subjects are one person's within their issuer: what was begun as somebody of another does not go on.
            new Claim("sub", practitioner.Subject, null, practitioner.Agency.Issuer?.Name),
            new Claim("role", practitioner.Role),
            new Claim("agency", practitioner.Agency.Id),
            new Claim("name", practitioner.Name ?? practitioner.Subject),
        ],
        scheme, "name", "role"));
}
