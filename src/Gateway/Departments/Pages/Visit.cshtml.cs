using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Disclosure.Pages;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Departments.Pages;

/// <summary>One child in the department: what is open, what to do, and everything that was recorded.</summary>
public sealed class VisitModel : VisitPage
{
    public async Task<IActionResult> OnGetAsync(Guid id) => await ReadAsync(id) ?? Page();

    /// <summary>Of a child who has gone nothing that ends a visit is offered any more.</summary>
    internal bool IsThere => Seen.Visit.End == Rules.Departments.VisitEnd.None;

    internal string Of(Rules.Departments.OpenThing thing) => Use<VisitWords>().Of(thing);

    /// <summary>The check of a child whom nobody has asked the agencies about; none where they were asked, or nobody knows who it is.</summary>
    internal CheckForm? ToCheck => Seen is { Standing.Check: null, About.Child: { } child } ? CheckForm.Empty(Purpose.UnscheduledCare.Word()).Of(child) : null;

    internal ImmutableArray<(EntryKind Kind, string Words)> ToDo =>
    [
        .. Seen.About.Child is null ? (ImmutableArray<(EntryKind, string)>)[(EntryKind.Identified, "Enter the child's NHS number")] : [],
        (EntryKind.Questions, Seen.Standing.Questions is null ? "Answer the 6 questions" : "Answer the 6 questions again"),
        (EntryKind.Concern, "Open a concern"), (EntryKind.Examination, "Examination"), (EntryKind.SeniorReview, "Senior review"), (EntryKind.SocialCareRung, "Children's services were rung"), (EntryKind.Photographs, "Photographs"),
        .. Seen.Open.Any(thing => thing.MayBeRung) ? (ImmutableArray<(EntryKind, string)>)[(EntryKind.Rung, "Say whom you rang instead")] : [],
        .. Seen.Standing.Concerns.IsEmpty ? (ImmutableArray<(EntryKind, string)>)[] : [(EntryKind.ConcernClosed, "Close a concern")],
    ];

    // What somebody chose is shown in words; what they wrote stays as they wrote it.
    private static readonly string[] Chosen =
        ["accountChanged", "delay", "fitsAge", "behaviour", "topToToe", "otherWorry", "parentalResponsibility", "kinds", "what", "grade", "refusedBy", "how", "view"];

    /// <summary>What was written with an entry, line by line.</summary>
    internal IEnumerable<(string Label, string Text)> Lines(EntrySeen entry) => Lines(entry.Sent, "");

    private IEnumerable<(string Label, string Text)> Lines(JsonElement sent, string under)
    {
        foreach (var member in sent.EnumerateObject())
        {
            var label = Labelled(under.Length == 0 ? member.Name : $"{under} {member.Name}");
            switch (member.Value.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var line in Lines(member.Value, member.Name)) yield return line;
                    break;
                case JsonValueKind.Array:
                    foreach (var one in member.Value.EnumerateArray())
                        if (one.ValueKind == JsonValueKind.Object) foreach (var line in Lines(one, member.Name)) yield return line;
                        else yield return (label, Shown(member.Name, one.GetString()!));
                    break;
                case JsonValueKind.True or JsonValueKind.False:
                    yield return (label, member.Value.GetBoolean() ? "Yes" : "No");
                    break;
                default:
                    yield return (label, Shown(member.Name, member.Value.ToString()));
                    break;
            }
        }
    }

    // A member's name as words: "goesTo with" reads "Goes to with".
    private static string Labelled(string name)
    {
        if (name == "nhsNumber") return "NHS number";
        var words = string.Concat(name.Select(letter => char.IsAsciiLetterUpper(letter) ? " " + char.ToLowerInvariant(letter) : letter.ToString()));
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    private string Shown(string name, string text) => name switch
    {
        "nhsNumber" when NhsNumber.Read(text, out var number) == NhsNumberFault.None => number.Spaced,
        "dateOfBirth" when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) => Clock.Day(born),
        "at" or "raisedAt" => VisitWords.At(text),
        "practitioner" => Who.Agency.SeniorOf(text)?.Name ?? text,
        "practice" => Use<Register>().Agencies.GetValueOrDefault(text)?.Name ?? text,
        "about" => VisitEvents.ThingOf(text) is { } thing ? Of(thing) : text,
        "concern" or "check" => "",
        _ when Chosen.Contains(name) => char.ToUpperInvariant(text[0]) + text[1..].Replace('-', ' '),
        _ => text,
    };
}
