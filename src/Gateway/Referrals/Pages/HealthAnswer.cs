using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Disclosure.Pages;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals.Pages;

/// <summary>
/// What a practice, a health visitor or a school nurse is asked in a section 47 enquiry (workflows 1.6, G2), question by question. It becomes the one answer that an agency's
/// system would send. "Nothing relevant" is said, and never left open.
/// </summary>
internal sealed record HealthAnswer(ImmutableDictionary<string, string> Typed)
{
    public const string Seen = "health-seen";
    public const string View = "health-view";
    public const string Nothing = "health-nothing";
    public const string Others = "health-others";

    public static readonly ImmutableArray<(string, string)> SeenOptions =
        [("week", "In the last 7 days"), ("month", "In the last month"), ("quarter", "In the last 3 months"), ("year", "In the last 12 months"), ("not", "Not seen in 12 months")];

    /// <summary>Each with the words that stand before it in the answer.</summary>
    public static readonly ImmutableArray<(string Box, string Label, string Said)> Lines =
    [
        ("health-by", "Who brought the child, and what for?", "Brought by"), ("health-missed", "Missed appointments", "Missed appointments"), ("health-immunisations", "Gaps in immunisation", "Gaps in immunisation"),
        ("health-injuries", "Injuries", "Injuries"), ("health-parents", "Health of the parents, where it is relevant and proportionate", "Health of the parents"), (View, "Your view", "View"),
    ];

    private static readonly ImmutableArray<string> Health = ["gp", "health-visitor", "school-nurse", "midwife"];

    private const int Longest = 1000;

    /// <summary>Null where somebody else is asked, or for something else.</summary>
    public static HealthAnswer? For(Practitioner who, ReferralEvent happened, IEnumerable<ReferralStep> steps) =>
        happened == ReferralEvent.AgencyAnswered && Health.Contains(who.Role) && steps.Where(step => step.Event == ReferralEvent.AgencyAsked.Word()).OrderByDescending(step => step.At).Select(step => Asked(step, who.Agency)).OfType<string>().FirstOrDefault() == "section-47"
            ? new HealthAnswer(ImmutableDictionary<string, string>.Empty)
            : null;

    public static HealthAnswer From(IFormCollection form) =>
        new(((string[])[Seen, Nothing, Others, .. Lines.Select(line => line.Box)]).ToImmutableDictionary(box => box, box => form[box].ToString().ReplaceLineEndings("\n").Trim() is var text && text.Length <= Longest ? text : text[..Longest]));

    public string this[string box] => Typed.GetValueOrDefault(box, "");

    public ImmutableArray<FieldFault> Faults()
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        if (SeenOptions.All(one => one.Item1 != this[Seen])) faults.Add(new FieldFault(Seen, "Select when the child was last seen, or not seen in 12 months"));
        if (this[View].Length == 0 && this[Nothing] != "yes") faults.Add(new FieldFault(View, "Enter your view, or select nothing relevant"));
        if (this[View].Length > 0 && this[Nothing] == "yes") faults.Add(new FieldFault(View, "Leave your view empty, or do not select nothing relevant"));
        if (this[Others] != "yes") faults.Add(new FieldFault(Others, "Select that you have thought about information on other people"));
        faults.AddRange(Lines.Where(line => this[line.Box].Length > 0).Select(line => (line.Box, Wrong: PlainText.WhatIsWrong(this[line.Box], Longest))).Where(one => one.Wrong is not null).Select(one => new FieldFault(one.Box, one.Wrong!)));
        return [.. faults.DistinctBy(fault => fault.Field)];
    }

    /// <summary>The one answer, line by line.</summary>
    public string Text() => string.Join('\n', ((string[])
    [
        $"Last seen: {SeenOptions.First(one => one.Item1 == this[Seen]).Item2}.",
        .. Lines.Where(line => this[line.Box].Length > 0).Select(line => $"{line.Said}: {this[line.Box]}"),
        .. this[Nothing] == "yes" ? (string[])["Nothing else in the record is relevant."] : [],
    ]));

    // For what this agency was asked; what another one was is not told to it.
    private static string? Asked(ReferralStep step, Agency agency)
    {
        if (step.Facts is null) return null;
        using var document = JsonDocument.Parse(step.Facts);
        var isTheirs = document.RootElement.TryGetProperty("agencies", out var agencies) && agencies.EnumerateArray().Any(one => one.ValueEquals(agency.Id));
        return isTheirs && document.RootElement.TryGetProperty("purpose", out var purpose) ? purpose.GetString() : null;
    }
}
