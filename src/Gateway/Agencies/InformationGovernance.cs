namespace Gateway.Agencies;

/// <summary>
/// The role of an agency's information governance officer. The matrix does not know it, so that it receives nothing about any
/// child; it reads and closes the reviews and alerts of its own agency, and looks in the ledger.
/// </summary>
public static class InformationGovernance
{
    public const string Role = "information-governance";

    public static bool IsOfficer(this Practitioner practitioner)
    {
        ArgumentNullException.ThrowIfNull(practitioner);
        return practitioner.Role == Role;
    }
}
