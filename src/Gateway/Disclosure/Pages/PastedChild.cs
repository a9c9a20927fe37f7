using System.Text.RegularExpressions;

namespace Gateway.Disclosure.Pages;

/// <summary>
/// A number and a date of birth that were pasted together into the box of the number, as a record shows them. One of each,
/// and nothing else that has a digit: of anything more nobody guesses which was meant, and the box stands as it was typed.
/// </summary>
internal static partial class PastedChild
{
    public static CheckForm Split(CheckForm form) =>
        form is { Day: "", Month: "", Year: "" } && Parts(form.NhsNumber) is { } match
            ? form with { NhsNumber = match.Groups["number"].Value, Day = Of(match, "day"), Month = Of(match, "month"), Year = Of(match, "year") }
            : form;

    private static Match? Parts(string typed)
    {
        if (NumberFirst().Match(typed) is { Success: true } first) return first;
        return BirthFirst().Match(typed) is { Success: true } second ? second : null;
    }

    private static string Of(Match match, string part) => match.Groups[part].Value;

    private const string Other = @"[^0-9]*?";
    private const string Number = @"(?<number>[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4})";
    private const string Birth = @"((?<day>[0-9]{1,2})[ ./-](?<month>[0-9]{1,2}|[A-Za-z]{3,9})[ ./-](?<year>[0-9]{4})|(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2}))";

    [GeneratedRegex($"^{Other}{Number}[^0-9]+?{Birth}[^0-9]*\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex NumberFirst();

    [GeneratedRegex($"^{Other}{Birth}[^0-9]+?{Number}[^0-9]*\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex BirthFirst();
}
