using System.Collections.Frozen;

namespace Gateway.Hosting.SignIn;

/// <summary>The secrets that issuers gave the gateway's pages, by the agency's id. An agency without one is met with the code's own proof (RFC 7636) alone.</summary>
internal sealed class SignInSecrets(FrozenDictionary<string, string> byAgency)
{
    private const string Setting = "Gateway:SignIn:Secrets";

    public static SignInSecrets Read(IConfiguration configuration) => new(configuration.GetSection(Setting).GetChildren()
        .Where(one => one.Value is { Length: > 0 }).ToFrozenDictionary(one => one.Key, one => one.Value!, StringComparer.Ordinal));

    public string? Of(string agency) => byAgency.GetValueOrDefault(agency);

    public override string ToString() => "(secrets of issuers)";
}
