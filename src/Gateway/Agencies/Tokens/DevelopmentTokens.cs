using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Agencies.Tokens;

/// <summary>Signs tokens for demonstration practitioners, as their agency's issuer would. Development only: it cannot be made elsewhere.</summary>
internal sealed class DevelopmentTokens
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly DevelopmentKey key;
    private readonly DemonstrationPractitioners practitioners;
    private readonly TimeProvider time;

    public DevelopmentTokens(DevelopmentKey key, DemonstrationPractitioners practitioners, TimeProvider time, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment()) throw new StartRefusedException(["The development issuer of tokens works in the Development environment only."]);
        (this.key, this.practitioners, this.time) = (key, practitioners, time);
    }

    /// <summary>A token for one of the demonstration practitioners; none for anybody else.</summary>
    public DevelopmentToken? Issue(string subject)
    {
        if (practitioners.Listed(subject) is not { Practitioner.Agency.Issuer: { } issuer } listed) return null;
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        var expires = now + Lifetime;
        var token = handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = issuer.Name,
            Audience = issuer.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = expires.UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = listed.Practitioner.Subject,
                ["jti"] = Guid.NewGuid().ToString(),
                ["name"] = listed.Practitioner.Name!,
                [issuer.RoleClaim] = listed.RoleWord,
            },
            SigningCredentials = new SigningCredentials(key.Private, SecurityAlgorithms.EcdsaSha256),
        });
        return new DevelopmentToken(token, expires);
    }
}

internal sealed record DevelopmentToken(string AccessToken, DateTimeOffset ExpiresAt);
