using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Gateway.Audit.Sealing;
using Gateway.Incidents.Schools;

namespace Gateway.Incidents.Store;

/// <summary>What an officer wrote, as the store may hold it: sealed for its place, under a key that the store does not hold.</summary>
internal sealed partial class SealIncidents(LedgerKey key)
{
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);
    private readonly BoundSeal _seal = new(key.For("gateway/incidents/rows/v1"u8));
    private readonly byte[] _place = key.For("gateway/incidents/places/v1"u8);

    public byte[] Task(Guid incident, string task, ReadOnlySpan<byte> content) => _seal.Seal(content, Place("task", incident, task));

    public byte[] Open(IncidentTask task) => _seal.Open(task.Content, Place("task", task.Incident, task.Task));

    public byte[] Pupil(Guid notice, AboutPupil pupil) => _seal.Seal(pupil.Bytes(), Place("pupil", notice, ""));

    public AboutPupil Open(SchoolNotice notice) => AboutPupil.Read(_seal.Open(notice.About, Place("pupil", notice.Id, "")));

    /// <summary>The same for one address however it is written: its postcode and its numbers, in any order. None without a postcode.</summary>
    public byte[]? PlaceOf(string agency, string? postcode, string text)
    {
        if (postcode is null) return null;
        var code = postcode.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        // The postcode is no house number, with its blank or without.
        var street = Regex.Replace(text, $@"{Regex.Escape(code[..^3])}\s*{Regex.Escape(code[^3..])}", "", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, OneSecond);
        var numbers = string.Join(' ', Number().Matches(street).Select(number => number.Value.ToUpperInvariant()).Order(StringComparer.Ordinal));
        return HMACSHA256.HashData(_place, Encoding.UTF8.GetBytes($"{agency}\n{code}\n{numbers}"));
    }

    private static byte[] Place(string what, Guid of, string more) => Encoding.UTF8.GetBytes($"{what}\n{of:N}\n{more}");

    [GeneratedRegex("[0-9]+[A-Za-z]?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
