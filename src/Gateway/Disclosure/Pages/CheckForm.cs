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

    private const int LongestTyped = 64;

    public static CheckForm Empty(string reason) => new(Guid.NewGuid().ToString("D"), "", "", "", "", reason);

    public static CheckForm From(IFormCollection form)
    {
        string Typed(string field) => form[field].ToString() is var text && text.Length <= LongestTyped ? text : text[..LongestTyped];
        return new CheckForm(Typed(RequestField), Typed(NhsNumberField), Typed(DayField), Typed(MonthField), Typed(YearField), Typed(ReasonField));
    }
}
