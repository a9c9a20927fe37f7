using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Gateway.Agencies.Loading;

/// <summary>Reads the mailboxes of an agency: one a role, each of a role that its issuer knows.</summary>
internal static partial class ReadMailboxes
{
    private const int LongestAddress = 254;
    private const int LongestLocal = 64;

    public static ImmutableArray<Mailbox> From(Entry agency, Issuer? issuer)
    {
        if (!agency.Has("mailboxes")) return [];
        var boxes = agency.Objects("mailboxes", ["role", "deputy", "email", "text"]).Select(box => One(box, issuer)).ToImmutableArray();
        foreach (var twice in boxes.CountBy(box => box.Role).Where(count => count.Value > 1 && count.Key.Length > 0)) agency.Fault("mailboxes", $"names '{twice.Key}' twice");
        return boxes;
    }

    private static Mailbox One(Entry box, Issuer? issuer)
    {
        var role = box.Text("role");
        if (role.Length > 0 && issuer?.Roles.Values.Contains(role) is not true) box.Fault("role", $"'{role}' is not a role that anybody of this agency signs in with");
        return new Mailbox(role, box.Has("deputy") ? box.Text("deputy") : null, box.Has("email") ? Address(box) : null, box.Has("text") ? Telephone(box) : null);
    }

    private static string Address(Entry box)
    {
        var address = box.Text("email");
        // The address itself is not repeated: a fault is read by more people than the register is.
        if (address.Length > 0 && !IsAddress(address)) box.Fault("email", $"must be one plain ASCII address of at most {LongestAddress} characters");
        return address;
    }

    private static string Telephone(Entry box)
    {
        var number = box.Text("text");
        if (number.Length > 0 && !International().IsMatch(number)) box.Fault("text", "must be one telephone number in international form, such as +447700900123");
        return number;
    }

    [GeneratedRegex("^\\+[1-9][0-9]{7,14}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex International();

    /// <summary>One address and nothing else: no name, no comment, no quotes, nothing that a header could end with.</summary>
    internal static bool IsAddress(string text) => text.Length <= LongestAddress && text.IndexOf('@', StringComparison.Ordinal) <= LongestLocal && Plain().IsMatch(text);

    [GeneratedRegex("^[A-Za-z0-9_+-]+(\\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
