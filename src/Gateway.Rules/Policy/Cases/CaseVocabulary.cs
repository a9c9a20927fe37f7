using System.Collections.Frozen;

namespace Gateway.Rules.Policy.Cases;

/// <summary>The words of a case that come from the policy: its roles and its reason codes.</summary>
public sealed class CaseVocabulary
{
    private CaseVocabulary(FrozenSet<string> roles, FrozenSet<string> reasons) => (Roles, Reasons) = (roles, reasons);

    /// <summary>A role of any of the policies, or <c>unrecognised</c>.</summary>
    internal FrozenSet<string> Roles { get; }

    /// <summary>A reason of any of the policies, or <c>IDENTITY</c>.</summary>
    internal FrozenSet<string> Reasons { get; }

    /// <summary>What any of the policies knows.</summary>
    public static CaseVocabulary Of(params ReadOnlySpan<PolicyBundle> policies)
    {
        HashSet<string> roles = ["unrecognised"], reasons = ["IDENTITY"];
        foreach (var policy in policies)
        {
            roles.UnionWith(policy.RoleNames);
            reasons.UnionWith(policy.Reasons.Keys);
        }

        return new CaseVocabulary(roles.ToFrozenSet(StringComparer.Ordinal), reasons.ToFrozenSet(StringComparer.Ordinal));
    }
}
