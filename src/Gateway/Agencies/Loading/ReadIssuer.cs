using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies.Tokens;

namespace Gateway.Agencies.Loading;

/// <summary>Reads the token issuer of an agency: its name, its keys, and which of its words mean which of our roles.</summary>
internal static class ReadIssuer
{
    public static readonly ImmutableArray<string> Members = ["issuer", "audience", "roleClaim", "roles", "keys", "signIn"];

    public static Issuer From(Entry issuer, RegisterTerms terms)
    {
        var name = issuer.Text("issuer");
        if (name.Any(char.IsWhiteSpace)) issuer.Fault("issuer", "must have no spaces");
        var keys = Keys(issuer, "keys", terms);
        return new Issuer(name, issuer.Text("audience"), issuer.Text("roleClaim"), Roles(issuer, terms), keys) { ClientId = ClientId(issuer, keys) };
    }

    private static string? ClientId(Entry issuer, IssuerKeys keys)
    {
        if (issuer.ObjectOrNone("signIn", ["clientId"]) is not { } signIn) return null;
        if (keys is not IssuerKeys.Discovery) signIn.Fault("needs an issuer that is discovered: where one signs in stands in its document");
        if (signIn.Text("clientId") == issuer.Text("audience")) signIn.Fault("clientId", "must not be the audience: what is said to the pages would then open the API");
        return signIn.Text("clientId");
    }

    private static FrozenDictionary<string, string> Roles(Entry issuer, RegisterTerms terms)
    {
        if (issuer.Map("roles") is not { } map) return FrozenDictionary<string, string>.Empty;
        if (map.Names.IsEmpty) map.Fault("must map at least one word to a role");
        var roles = map.Names.ToDictionary(word => word, map.Text);
        foreach (var (word, role) in roles)
            if (role.Length > 0 && !ReferringRoles.IsOutsideMatrix(role) && !terms.Roles.Contains(role)) map.Fault(word, $"'{role}' is not a role of the sharing matrix");
        return roles.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Reads the keys of whoever signs. A custodian's stand in the register itself.</summary>
    public static IssuerKeys Keys(Entry signer, string name, RegisterTerms terms, bool mayBeDiscovered = true)
    {
        if (signer.Raw(name) is not { } keys) return new IssuerKeys.Development();
        return keys.ValueKind switch
        {
            JsonValueKind.String when keys.GetString() == "development" => Development(signer, name, terms),
            JsonValueKind.Object when mayBeDiscovered => OneOf(signer.Object(name, ["jwks", "discovery"])!, terms),
            JsonValueKind.Object => Inline(signer.Object(name, ["jwks"])!),
            _ => Unknown(signer, name, mayBeDiscovered),
        };
    }

    private static IssuerKeys.Development Development(Entry signer, string name, RegisterTerms terms)
    {
        if (!terms.Development) signer.Fault(name, "development keys are for the Development environment only");
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
        if (keys.Raw("jwks") is not { } set) return new IssuerKeys.Inline("");
        var jwks = set.GetRawText();
        foreach (var fault in KeySet.FaultsOf(jwks)) keys.Fault("jwks", fault);
        return new IssuerKeys.Inline(jwks);
    }

    private static IssuerKeys.Development Unknown(Entry signer, string name, bool mayBeDiscovered)
    {
        signer.Fault(name, $"must be \"development\", or an object with {(mayBeDiscovered ? "jwks or discovery" : "jwks")}");
        return new IssuerKeys.Development();
    }
}
