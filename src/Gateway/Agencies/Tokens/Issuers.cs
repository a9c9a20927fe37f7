using System.Collections.Frozen;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Agencies.Tokens;

/// <summary>An issuer of the register, the agency it speaks for and its keys.</summary>
internal sealed record KnownIssuer(Agency Agency, Issuer Issuer, KeyRing Keys)
{
    /// <summary>Where its practitioners sign in; null where they do not, or where that is not known now.</summary>
    public SignInAddresses? Addresses => Issuer.ClientId is null ? null : (Keys as DiscoveredKeys)?.Addresses;
}

/// <summary>Whose tokens count.</summary>
internal sealed class Issuers(Register register, DevelopmentKey development, IssuerDocuments documents, TimeProvider time, ILogger<DiscoveredKeys> log)
{
    private readonly FrozenDictionary<string, KnownIssuer> byName = register.Agencies.Values
        .Where(agency => agency.Issuer is not null)
        .Select(agency => new KnownIssuer(agency, agency.Issuer!, RingOf(agency.Issuer!, development, documents, time, log)))
        .ToFrozenDictionary(known => known.Issuer.Name, StringComparer.Ordinal);

    public KnownIssuer? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Begins to read the keys of every issuer; waits for none.</summary>
    public void Begin()
    {
        foreach (var known in byName.Values) known.Keys.KeepFresh();
    }

    private static KeyRing RingOf(
        Issuer issuer, DevelopmentKey development, IssuerDocuments documents, TimeProvider time, ILogger<DiscoveredKeys> log) => issuer.Keys switch
        {
            IssuerKeys.Development => new FixedKeys(development.Public),
            IssuerKeys.Inline inline => new FixedKeys(KeySet.From(JsonWebKeySet.Create(inline.Jwks))),
            IssuerKeys.Discovery discovery => new DiscoveredKeys(issuer, discovery.Metadata, documents, time, log),
            _ => throw new InvalidOperationException("An issuer without keys."),
        };
}
