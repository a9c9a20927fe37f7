using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies.Tokens;

namespace Gateway.Agencies.Loading;

/// <summary>Reads the token issuer of an agency: its name, its keys, and which of its words mean which of our roles.</summary>
internal static class ReadIssuer
{
    public static readonly ImmutableArray<string> Members = ["issuer", "audience", "roleClaim", "roles", "keys"];

    public static Issuer From(Entry issuer, RegisterTerms terms)
    {
        var name = issuer.Text("issuer");
        if (name.Any(char.IsWhiteSpace)) issuer.Fault("issuer", "must have no spaces");
        return new Issuer(name, issuer.Text("audience"), issuer.Text("roleClaim"), Roles(issuer, terms), Keys(issuer, terms));
    }

    private static FrozenDictionary<string, string> Roles(Entry issuer, RegisterTerms terms)
    {
        if (issuer.Map("roles") is not { } map) return FrozenDictionary<string, string>.Empty;
        if (map.Names.IsEmpty) map.Fault("must map at least one word to a role");
        var roles = map.Names.ToDictionary(word => word, map.Text);
        foreach (var (word, role) in roles)
            if (role.Length > 0 && role != InformationGovernance.Role && !terms.Roles.Contains(role)) map.Fault(word, $"'{role}' is not a role of the sharing matrix");
        return roles.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static IssuerKeys Keys(Entry issuer, RegisterTerms terms)
    {
        if (issuer.Raw("keys") is not { } keys) return new IssuerKeys.Development();
        return keys.ValueKind switch
        {
            JsonValueKind.String when keys.GetString() == "development" => Development(issuer, terms),
            JsonValueKind.Object => OneOf(issuer.Object("keys", ["jwks", "discovery"])!, terms),
            _ => Unknown(issuer),
        };
    }

    private static IssuerKeys.Development Development(Entry issuer, RegisterTerms terms)
    {
        if (!terms.Development) issuer.Fault("keys", "development keys are for the Development environment only");
        return new IssuerKeys.Development();
    }

    private static IssuerKeys OneOf(Entry keys, RegisterTerms terms)
    {
        if (keys.Has("jwks") == keys.Has("discovery"))
        {
            keys.Fault("must have either jwks or discovery");
            return new IssuerKeys.Development();
        }

        return keys.Has("jwks") ? Inline(keys) : new IssuerKeys.Discovery(Endpoints.Read(keys, "discovery", terms.AllowPlainHttp)!);
    }

    private static IssuerKeys.Inline Inline(Entry keys)
    {
        var jwks = keys.Raw("jwks")!.Value.GetRawText();
        foreach (var fault in KeySet.FaultsOf(jwks)) keys.Fault("jwks", fault);
        return new IssuerKeys.Inline(jwks);
    }

    private static IssuerKeys.Development Unknown(Entry issuer)
    {
        issuer.Fault("keys", "must be \"development\", or an object with jwks or discovery");
        return new IssuerKeys.Development();
    }
}
