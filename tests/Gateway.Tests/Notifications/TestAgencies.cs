using Gateway.Agencies;
using Gateway.Notifications;
using Gateway.Rules.Identifiers;

namespace Gateway.Tests.Notifications;

/// <summary>Two councils and a trust, and the notices that go between them about invented children.</summary>
internal static class TestAgencies
{
    public const string ChildNumber = "9990000018";

    private static readonly Telephones Phones = new(new DutyLine(new TelephoneLine("Duty team", "01632 960101"), null), null);

    public static readonly Agency Trust = new("alder-valley-nhs-trust", "Alder Valley", AgencyKind.NhsTrust, ["aldersham"], Phones, null, null, null);

    public static readonly Agency Aldersham = Council("aldersham");
    public static readonly Agency Brackenford = Council("brackenford");
    public static readonly Agency Farrowdale = Council("farrowdale");

    /// <summary>The register's agencies; Farrowdale takes no notices.</summary>
    public static IEnumerable<Agency> For(CouncilListener council) =>
        [Trust, Aldersham with { Notices = council.Address }, Brackenford with { Notices = council.Address }, Farrowdale];

    public static AttendanceNotice Notice(string reference = "ENC-1", Agency? council = null) => new(
        Guid.Parse("0196a1b2-0000-7000-8000-000000000001"), new byte[32], council ?? Aldersham, Trust, reference, Child,
        new DateOnly(2023, 3, 4), "Brook Street emergency department", new DateTimeOffset(2026, 11, 22, 2, 9, 58, TimeSpan.Zero), "01632 960777");

    private static NhsNumber Child => NhsNumber.Read(ChildNumber, out var number) is NhsNumberFault.None
        ? number
        : throw new InvalidOperationException("Not a number of the 999 range.");

    private static Agency Council(string area) =>
        new($"{area}-council", $"{area} council", AgencyKind.LocalAuthority, [area], Phones, null, null, null);
}
