using System.Text.Json;
using Gateway.Agencies;
using Gateway.Concerns.Store;

namespace Gateway.Concerns;

/// <summary>In which part somebody has a concern.</summary>
internal enum ConcernPart
{
    None,

    /// <summary>Who wrote it: their own words, and what they added.</summary>
    Author,

    /// <summary>A designated safeguarding lead of the school.</summary>
    Lead,

    /// <summary>The head, or the chair of governors, and the council's designated officer: of an allegation alone.</summary>
    Receiver,
}

/// <summary>
/// Who may have a concern: to anybody else it is not there. Of an allegation nobody whom it names has anything, whatever they are; where it names the head the chair has it in the head's place;
/// and no safeguarding lead has it as one, for any of them may be the next who is named.
/// </summary>
internal sealed class WhoReads(ConcernTables tables, Register register, SealConcerns seal, TimeProvider time)
{
    public ConcernPart Of(Practitioner who, Concern concern)
    {
        if (concern.Allegation) return IsNamed(who, concern) ? ConcernPart.None : Receivers(concern).Contains((who.Agency.Id, who.Subject)) ? ConcernPart.Receiver : IsAuthor(who, concern) ? ConcernPart.Author : ConcernPart.None;
        return Decides(who) && who.Agency.Id == concern.School ? ConcernPart.Lead : IsAuthor(who, concern) ? ConcernPart.Author : ConcernPart.None;
    }

    public bool Writes(Practitioner who) => tables.Writes(who, Today);

    public bool Decides(Practitioner who) => tables.Decides(who, Today);

    /// <summary>Something of this may be theirs: they write or decide, or the register names them as one who receives allegations.</summary>
    public bool HasPart(Practitioner who) => Writes(who) || Receives(who);

    public static bool Receives(Practitioner who) => IsNamedAt(who, who.Agency) || who.Agency.DesignatedOfficer?.Subject == who.Subject;

    /// <summary>The head or the chair of the school, and the designated officer of the council of its area where there is one council.</summary>
    public IEnumerable<(string Agency, string Person)> Receivers(Concern concern) => Receivers(concern.School, seal.OpenNamed(concern));

    public IEnumerable<(string Agency, string Person)> Receivers(string school, JsonElement? named)
    {
        if (named is not { } about || register.Agencies.GetValueOrDefault(school) is not { } at) yield break;
        if ((at.School?.Head is { } head && !IsAbout(about, head) ? head : at.School?.Chair) is { } first && !Matches(about, first.Subject, first.Name)) yield return (school, first.Subject);
        if (CouncilOf(at) is { DesignatedOfficer: { } officer } council && !Matches(about, officer.Subject, officer.Name)) yield return (council.Id, officer.Subject);
    }

    /// <summary>Schools whose allegations may come to somebody, because the register names them.</summary>
    public IReadOnlyList<string> SchoolsOf(Practitioner who) =>
        [.. register.Agencies.Values.Where(agency => agency.Kind == AgencyKind.School && (IsNamedAt(who, agency) || (CouncilOf(agency) is { DesignatedOfficer: { } officer } council && council.Id == who.Agency.Id && officer.Subject == who.Subject))).Select(agency => agency.Id)];

    /// <summary>Of several councils none is guessed.</summary>
    public Agency? CouncilOf(Agency school) => school.Areas.Select(register.CouncilOf).OfType<Agency>().DistinctBy(council => council.Id).ToArray() is [var only] ? only : null;

    private static bool IsAuthor(Practitioner who, Concern concern) => who.Agency.Id == concern.School && who.Subject == concern.Author;

    private static bool IsNamedAt(Practitioner who, Agency school) => school.Id == who.Agency.Id && (school.School?.Head?.Subject == who.Subject || school.School?.Chair?.Subject == who.Subject);

    private bool IsNamed(Practitioner who, Concern concern) =>
        seal.OpenNamed(concern) is { } about && (Matches(about, who.Subject, who.Name)
            || (about.GetProperty("isHead").GetBoolean() && who.Agency.Id == concern.School && register.Agencies.GetValueOrDefault(concern.School)?.School?.Head?.Subject == who.Subject));

    private static bool IsAbout(JsonElement about, NamedPerson head) => about.GetProperty("isHead").GetBoolean() || Matches(about, head.Subject, head.Name);

    // By what they sign in as, or by what they are called: whoever may be meant is taken to be.
    private static bool Matches(JsonElement about, string subject, string? name) =>
        (about.TryGetProperty("practitioner", out var practitioner) && string.Equals(practitioner.GetString()!.Trim(), subject, StringComparison.OrdinalIgnoreCase))
        || (name is not null && Plain(about.GetProperty("name").GetString()!) == Plain(name));

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetter)).ToUpperInvariant();

    private DateOnly Today => LondonTime.Day(time.GetUtcNow());
}
