using System.Collections.Immutable;
using System.Globalization;

namespace Gateway.Disclosure.Pages;

/// <summary>A date of birth from three boxes, where the month may be a name; or what is wrong, and with which boxes.</summary>
public sealed record TypedBirth(DateOnly? Day, string? Words, ImmutableArray<string> Boxes)
{
    private static readonly ImmutableArray<string> AllBoxes = [CheckForm.DayField, CheckForm.MonthField, CheckForm.YearField];
    private static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];

    public static TypedBirth Read(CheckForm form, DateOnly today)
    {
        var missing = Missing(form);
        if (missing.Length == AllBoxes.Length) return new(null, "Enter the child's date of birth", AllBoxes);
        if (!missing.IsEmpty)
            return new(null, "Date of birth must include a " + string.Join(" and ", missing.Select(m => m.Name)), [.. missing.Select(m => m.Box)]);
        if (Real(form) is not { } day) return new(null, "Date of birth must be a real date", AllBoxes);
        return ChildWords.OfBirth(day, today) is { } words ? new(null, words, AllBoxes) : new(day, null, []);
    }

    private static ImmutableArray<(string Name, string Box)> Missing(CheckForm form) =>
    [
        .. new[] { ("day", CheckForm.DayField, form.Day), ("month", CheckForm.MonthField, form.Month), ("year", CheckForm.YearField, form.Year) }
            .Where(part => string.IsNullOrWhiteSpace(part.Item3)).Select(part => (part.Item1, part.Item2)),
    ];

    public static DateOnly? Real(CheckForm form)
    {
        if (Number(form.Day) is not { } day || Month(form.Month) is not { } month || Number(form.Year) is not { } year) return null;
        if (month is < 1 or > 12 || year is < 1000 or > 9999) return null;
        return day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private static int? Number(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int? Month(string text)
    {
        if (Number(text) is { } number) return number;
        var name = text.Trim();
        var at = name.Length < 3 ? -1 : Array.FindIndex(Months, month => month.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return at < 0 ? null : at + 1;
    }
}
