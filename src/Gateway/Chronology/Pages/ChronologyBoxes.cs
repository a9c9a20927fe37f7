using System.Collections.Immutable;
using System.Globalization;
using Gateway.Disclosure;

namespace Gateway.Chronology.Pages;

/// <summary>What was typed and chosen beside the child and the reason, kept as it was typed.</summary>
internal sealed record ChronologyBoxes(string From, string To, ImmutableArray<ChosenLine> Chosen, ChronologyForm As, bool Chooses)
{
    public const string FromField = "from";
    public const string ToField = "to";
    public const string LineField = "line";
    public const string SignificanceField = "significance-";
    public const string AsField = "as";

    /// <summary>Sent with the list of lines, so that none chosen is told from none asked for.</summary>
    public const string ChoosesField = "chooses";

    private const int LongestTyped = 64;
    private static readonly string[] Days = ["d MMMM yyyy", "d MMM yyyy", "d M yyyy", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "yyyy-MM-dd"];

    public static readonly ChronologyBoxes Empty = new("", "", [], ChronologyForm.Screen, false);

    public static ChronologyBoxes Read(IFormCollection form)
    {
        string Typed(string field) => form[field].ToString().Trim() is var text && text.Length <= LongestTyped ? text : text[..LongestTyped];
        var lines = form[LineField].OfType<string>().Where(id => id.Length is > 0 and <= 80).Distinct(StringComparer.Ordinal).Take(ChronologyQuestion.MostLines);
        var wanted = form[AsField].ToString() switch { "print" => ChronologyForm.Print, "csv" => ChronologyForm.Csv, _ => ChronologyForm.Screen };
        return new ChronologyBoxes(Typed(FromField), Typed(ToField), [.. lines.Select(id => new ChosenLine(id, form[SignificanceField + id].ToString().Trim()))], wanted, form.ContainsKey(ChoosesField));
    }

    public DateOnly? FromDay => Day(From);

    public DateOnly? ToDay => Day(To);

    public IEnumerable<FieldFault> Faults()
    {
        if (From.Length > 0 && FromDay is null) yield return new FieldFault(FromField, "From must be a real date");
        if (To.Length > 0 && ToDay is null) yield return new FieldFault(ToField, "To must be a real date");
        else if (FromDay > ToDay) yield return new FieldFault(ToField, ReadChronologyQuestion.Order);
    }

    private static DateOnly? Day(string typed) => DateOnly.TryParseExact(typed, Days, CultureInfo.GetCultureInfo("en-GB"), DateTimeStyles.AllowWhiteSpaces, out var day) ? day : null;
}
