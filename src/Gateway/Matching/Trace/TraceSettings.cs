using System.Globalization;
using Gateway.Agencies;

namespace Gateway.Matching.Trace;

/// <summary>Where the national service is and as whom the gateway asks it. A setting that is missing or wrong stops the start and is named.</summary>
/// <param name="Address">Ends with a slash; nothing is ever asked anywhere else.</param>
/// <param name="Organisation">The ODS code of the organisation for whose people is asked.</param>
/// <param name="ASecond">How many requests a second this process may make: the share of it that the application's limit allows.</param>
/// <param name="Patience">How long one request may take.</param>
internal sealed record TraceSettings(Uri Address, string Organisation, int ASecond, TimeSpan Patience)
{
    public const string Section = "Gateway:Pds";

    private const int UsualASecond = 5;
    private const int UsualPatience = 2000;

    public static TraceSettings Read(IConfiguration configuration)
    {
        var pds = configuration.GetSection(Section);
        var organisation = pds["Organisation"] ?? "";
        if (organisation.Length is < 3 or > 10 || !organisation.All(char.IsAsciiLetterOrDigit)) throw Refused("Organisation", "is the ODS code of the organisation that asks");
        var address = Https(pds["Address"], "Address");
        if (!address.AbsoluteUri.EndsWith('/')) throw Refused("Address", "ends with a slash");
        return new TraceSettings(
            address, organisation,
            Whole(pds["RequestsASecond"], UsualASecond, "RequestsASecond"), TimeSpan.FromMilliseconds(Whole(pds["PatienceMilliseconds"], UsualPatience, "PatienceMilliseconds")));
    }

    /// <summary>An address that nobody on the way can read: only on this machine may it be without TLS.</summary>
    public static Uri Https(string? text, string name) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address is { UserInfo: "", Query: "", Fragment: "" }
            ? address
            : throw Refused(name, "is an https address");

    public static StartRefusedException Refused(string name, string what) => new([$"{Section}:{name} {what}."]);

    private static int Whole(string? text, int usual, string name)
    {
        if (text is null) return usual;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 60_000 ? value : throw Refused(name, "is a whole number from 1 to 60000");
    }
}
