using System.Collections.Frozen;

namespace Gateway.Agencies;

/// <summary>
/// Roles of people who refer and are answered, and who may not ask (Laming, recommendation 20). The matrix does not know them, so that they receive nothing
/// about any child but what becomes of their own referrals.
/// </summary>
public static class ReferringRoles
{
    /// <summary>Who answers for safeguarding where the matrix names nobody: with them a notice stays that nobody took.</summary>
    public const string Lead = "safeguarding-lead";

    public static readonly FrozenSet<string> All =
        FrozenSet.Create(StringComparer.Ordinal, "probation-officer", "adult-mental-health-clinician", "drug-and-alcohol-worker", "voluntary-worker", Lead);

    /// <summary>Roles of the register that the sharing matrix does not know, and to which it lets nothing go.</summary>
    public static bool IsOutsideMatrix(string role) => role is InformationGovernance.Role or Operations.Role || All.Contains(role);
}
