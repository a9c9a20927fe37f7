namespace Gateway.Agencies;

/// <summary>
/// The role of whoever runs the service, or an agency's own systems. The matrix does not know it, so that it receives nothing about any
/// child; it is told what is not delivered and what is silent.
/// </summary>
public static class Operations
{
    public const string Role = "operations";

    public static bool IsOperator(this Practitioner practitioner)
    {
        ArgumentNullException.ThrowIfNull(practitioner);
        return practitioner.Role == Role;
    }
}
