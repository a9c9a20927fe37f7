using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;

namespace Gateway.Chronology;

/// <summary>Chooses, shortens and says what is missing.</summary>
internal sealed class ComposeChronology(Register register, TimeProvider time)
{
    /// <summary>Stands before every chronology, whatever is in it: so none of it says anything of this child.</summary>
    public static readonly ImmutableArray<string> Always =
    [
        "This holds only what passed through the gateway. It is no proof that nothing else happened.",
        "Agencies have records of their own that are not here. Ask them.",
        "It has the records that you may open. What only a colleague may open is not here.",
        "Records that name you as somebody in the child's life are left out. A colleague draws those up.",
        "Checks of the child are not here, and nor are allegations about staff.",
        "Records without an NHS number are here only where both names and the date of birth agree.",
    ];

    /// <summary>None where a line that was chosen is not there.</summary>
    public DrawnChronology? Of(Practitioner who, ChronologyQuestion question, LinesFound found, bool isProtected)
    {
        var within = found.Lines.Where(line => (question.From is not { } from || line.Day >= from) && (question.To is not { } to || line.Day <= to)).ToImmutableArray();
        var chosen = question.Chosen.ToDictionary(each => each.Line, each => each.Significance, StringComparer.Ordinal);
        if (chosen.Keys.Except(within.Select(line => line.Id), StringComparer.Ordinal).Any()) return null;
        ImmutableArray<ChronologyLine> picked = chosen.Count == 0 ? within : [.. within.Where(line => chosen.ContainsKey(line.Id)).Select(line => line with { Significance = chosen[line.Id] })];
        var (many, isShort) = (picked.Length > ChronologyQuestion.MostLines, isProtected || found.IsSecret);
        // The newest are what somebody is deciding about now.
        if (many) picked = picked[^ChronologyQuestion.MostLines..];
        if (isShort) picked = [.. picked.Select(line => line.Owner == who.Agency.Id ? line : line.Shortened(SourceOf(line)))];
        return new DrawnChronology(question, who, time.GetUtcNow(), picked, [.. Always, .. Missing(question, found, many, isShort && picked.Any(line => line.IsShort), within.Length - picked.Length)], within.Length - picked.Length)
        {
            StaysOnScreen = isProtected,
        };
    }

    private static IEnumerable<string> Missing(ChronologyQuestion question, LinesFound found, bool many, bool isShort, int leftOut)
    {
        if (!found.IsWhole) yield return "Your agency has more records than are looked through. The oldest were not.";
        if (many) yield return "There are more than 500 lines. Only the newest are here: choose a shorter time.";
        if (isShort) yield return "Where the child lives is to be kept secret. What other agencies wrote is not copied.";
        if (question.From is not null || question.To is not null) yield return $"It covers {Span(question)}. Nothing outside that time is here.";
        if (leftOut > 0 && !many) yield return leftOut == 1 ? "One line was left out by whoever drew it up." : $"{leftOut} lines were left out by whoever drew it up.";
    }

    private static string Span(ChronologyQuestion question) => (question.From, question.To) switch
    {
        ({ } from, { } to) => $"{Clock.Day(from)} to {Clock.Day(to)}",
        ({ } from, _) => $"the time since {Clock.Day(from)}",
        (_, { } to) => $"the time up to {Clock.Day(to)}",
        _ => "all of it",
    };

    // A name of an agency may tell where the child lives.
    private string SourceOf(ChronologyLine line) => line.Owner is { } owner && register.Agencies.GetValueOrDefault(owner) is { } agency
        ? agency.Kind switch
        {
            AgencyKind.LocalAuthority => "A council",
            AgencyKind.NhsTrust => "An NHS trust",
            AgencyKind.Police => "The police",
            AgencyKind.GpPractice => "A GP practice",
            AgencyKind.School => "A school",
            _ => "Another agency",
        }
        : "Another agency";
}
