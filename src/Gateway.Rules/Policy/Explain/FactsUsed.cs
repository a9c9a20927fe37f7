using System.Collections.Immutable;
using System.Globalization;

namespace Gateway.Rules.Policy.Explain;

/// <summary>The facts that the rules looked at, as an auditor reads them.</summary>
internal static class FactsUsed
{
    public static ImmutableArray<FactUsed> Of(RequestFacts facts, RecordFacts? record)
    {
        var used = ImmutableArray.CreateBuilder<FactUsed>();
        used.Add(new("Asked at", facts.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
        used.Add(new("Role", facts.Role));
        used.Add(new("Purpose", $"{facts.Purpose.Id()} {facts.Purpose.Word()}"));
        used.Add(new("Relationship", Relationship(facts)));
        used.Add(new("Identity", facts.Identity == IdentityMatch.NotLooked ? "nobody could look" : Words(facts.Identity)));
        used.Add(new("Age", facts.AgeYears is { } age ? $"{age}" : "not known"));
        used.Add(new("Pregnancy recorded", facts.PregnancyRecorded ? "yes" : "no"));
        used.Add(new("Consent", Consent(facts.Consent)));
        used.Add(new("Flags", facts.Flags == RequestFlags.None ? "none" : Words(facts.Flags)));
        Law(facts, used);
        if (facts.Risk is { } risk) used.Add(new("Declared risk", $"{Level(risk.IfNotShared)} if not shared, {Level(risk.IfShared)} if shared, from {Words(risk.Source)}"));
        if (facts.Justification is { } written) used.Add(new("Written reason", $"for {written.Supports.Word()}, risk {written.IfNotShared} against {written.IfShared}"));
        if (record is not null) used.Add(new("On the record", Record(record)));
        return used.ToImmutable();
    }

    /// <summary>The relationship in words.</summary>
    public static string Relationship(RequestFacts facts) => facts.Relationship switch
    {
        null => "none confirmed",
        { EndedAt: { } end } ended when end <= facts.At => $"{ended.Type.Word()}, ended {Hours(facts.At - end)} before",
        var open => $"{open.Type.Word()}, open",
    };

    /// <summary>A member of an enumeration as small words, such as <c>conflict of interest</c>.</summary>
    public static string Words<T>(T value) where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) && i > 0 && value.ToString()[i - 1] != ' ' ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    private static void Law(RequestFacts facts, ImmutableArray<FactUsed>.Builder used)
    {
        if (facts.SubjectCount != 1) used.Add(new("Children asked about", $"{facts.SubjectCount}"));
        if (!facts.Prohibited.IsEmpty) used.Add(new("A court order forbids", Ids(facts.Prohibited)));
        if (!facts.Demanded.IsEmpty) used.Add(new("A demand or order names", Ids(facts.Demanded)));
        if (!facts.AlreadyHeld.IsEmpty) used.Add(new("Held already", Ids(facts.AlreadyHeld)));
        if (facts.LookBackMonths != 12) used.Add(new("Looks back", $"{facts.LookBackMonths} months"));
    }

    private static string Record(RecordFacts record)
    {
        var known = new List<string>();
        if (record.Shield) known.Add("whereabouts protected");
        if (record.Handling != HandlingFlags.None) known.Add($"handling {Words(record.Handling)}");
        if (record.SensitiveAttendance) known.Add($"an attendance at a sensitive service, {(record.SensitiveConsentGiven ? "with" : "without")} the young person's own consent");
        if (!record.Prohibited.IsEmpty) known.Add($"a court order forbids {Ids(record.Prohibited)}");
        if (!record.BeyondWindow.IsEmpty) known.Add($"further back than the window: {Ids(record.BeyondWindow)}");
        return known.Count == 0 ? "nothing that the rules mind" : string.Join("; ", known);
    }

    private static string Consent(ConsentFacts consent) => Words(consent.State)
        + (consent.GivenBy is { } by ? $" by {(by == ConsentGiver.ParentWithPr ? "a parent with parental responsibility" : by == ConsentGiver.Subject ? "the young person" : "somebody else")}" : "")
        + (consent.Competent is { } competent ? competent ? ", judged competent" : ", judged not competent" : "");

    private static string Ids(ImmutableArray<Item> items) => string.Join(' ', items.Select(item => item.Id()));

    private static string Level(int? level) => level is { } one ? $"{one}" : "not declared";

    private static string Hours(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalHours} h {span.Minutes:00} min");
}
