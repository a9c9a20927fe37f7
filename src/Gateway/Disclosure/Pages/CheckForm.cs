using System.Globalization;
using Gateway.Federation;
using Gateway.Matching.Find;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Disclosure.Pages;

/// <summary>What was typed, kept as it was typed. The request id is one per form: sent twice, it is one question.</summary>
public sealed record CheckForm(string Request, string NhsNumber, string Day, string Month, string Year, string Reason)
{
    public const string NhsNumberField = "nhs-number";
    public const string DayField = "birth-day";
    public const string MonthField = "birth-month";
    public const string YearField = "birth-year";
    public const string ReasonField = "reason";
    public const string RequestField = "request";
    public const string MatchField = "match";

    /// <summary>The match by which the child was found; empty where the child was named by number.</summary>
    public string Match { get; init; } = "";

    /// <summary>What was asked to find the child; null where the child was named by number.</summary>
    internal MatchingQuestion? Described { get; init; }

    internal bool IsByFormer { get; init; }

    /// <summary>What was typed for items that need a reason; null on the first form.</summary>
    public WrittenReason? Written { get; init; }

    private const int LongestTyped = 64;
    private const int LongestMatch = 4096;

    public static CheckForm Empty(string reason) => new(Guid.NewGuid().ToString("D"), "", "", "", "", reason);

    /// <summary>The same question anew, with a reason to be written.</summary>
    public CheckForm Anew() => this with { Request = Guid.NewGuid().ToString("D"), Written = WrittenReason.Empty };

    /// <summary>The same form with the child whom a match stands for.</summary>
    internal CheckForm Of(MatchHandle found) => Of(new ChildAsked(found.Number, found.Born)) with { Described = found.Question, IsByFormer = found.IsByFormer };

    /// <summary>The same form with a child who is known by number.</summary>
    internal CheckForm Of(ChildAsked child) => this with
    {
        NhsNumber = child.NhsNumber.Spaced,
        Day = child.DateOfBirth.Day.ToString(CultureInfo.InvariantCulture),
        Month = child.DateOfBirth.Month.ToString(CultureInfo.InvariantCulture),
        Year = child.DateOfBirth.Year.ToString(CultureInfo.InvariantCulture),
    };

    public static CheckForm From(IFormCollection form)
    {
        string Typed(string field) => form[field].ToString() is var text && text.Length <= LongestTyped ? text : text[..LongestTyped];
        return PastedChild.Split(new CheckForm(Typed(RequestField), Typed(NhsNumberField), Typed(DayField), Typed(MonthField), Typed(YearField), Typed(ReasonField))
        {
            Match = form[MatchField].ToString() is { Length: <= LongestMatch } match ? match : "",
            Written = form.ContainsKey(WrittenReason.Marker) ? WrittenReason.From(form) : null,
        });
    }
}
