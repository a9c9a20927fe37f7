using Gateway.Agencies;

namespace Gateway.Hosting.Pages;

/// <summary>Where somebody begins who has signed in.</summary>
internal static class Landing
{
    public const string Check = "/check";
    public const string Ledger = "/audit";

    public static string Of(Practitioner? who) => who is not null && who.IsOfficer() ? Ledger : Check;
}
