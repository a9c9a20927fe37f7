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

    /// <summary>What was typed for items that need a reason; null on the first form.</summary>
    public WrittenReason? Written { get; init; }

    private const int LongestTyped = 64;

    public static CheckForm Empty(string reason) => new(Guid.NewGuid().ToString("D"), "", "", "", "", reason);

    /// <summary>The same question anew, with a reason to be written.</summary>
    public CheckForm Anew() => this with { Request = Guid.NewGuid().ToString("D"), Written = WrittenReason.Empty };

    public static CheckForm From(IFormCollection form)
    {
        string Typed(string field) => form[field].ToString() is var text && text.Length <= LongestTyped ? text : text[..LongestTyped];
        return new CheckForm(Typed(RequestField), Typed(NhsNumberField), Typed(DayField), Typed(MonthField), Typed(YearField), Typed(ReasonField))
        {
            Written = form.ContainsKey(WrittenReason.Marker) ? WrittenReason.From(form) : null,
        };
    }
}
