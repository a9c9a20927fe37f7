using Gateway.Agencies;

namespace Gateway.Hosting.Pages;

/// <summary>Where somebody begins who has signed in.</summary>
internal static class Landing
{
    public const string Check = "/check";
    public const string Ledger = "/audit";
    public const string Notices = "/notices";

    // Who may not ask is offered no check.
    public static string Of(Practitioner? who) => who switch
    {
        null => Check,
        _ when who.IsOfficer() => Ledger,
        _ when ReferringRoles.All.Contains(who.Role) => Notices,
        _ => Check,
    };
}
