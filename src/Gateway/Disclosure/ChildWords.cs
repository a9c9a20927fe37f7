using Gateway.Rules.Identifiers;

namespace Gateway.Disclosure;

/// <summary>What to say of a number or a date that does not read, the same on a page and in the API.</summary>
public static class ChildWords
{
    private const int OldestAsked = 26;

    public static string? OfNumber(NhsNumberFault fault) => fault switch
    {
        NhsNumberFault.None => null,
        NhsNumberFault.Missing => "Enter the child's NHS number",
        NhsNumberFault.NotTenDigits => "NHS number must be 10 digits",
        NhsNumberFault.WrongDigit => "Check the NHS number. One of the digits is wrong",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    public static string? OfBirth(DateOnly dateOfBirth, DateOnly today) =>
        dateOfBirth > today ? "Date of birth must be today or in the past"
        : dateOfBirth < today.AddYears(-OldestAsked) ? "Date of birth must be within the last 26 years"
        : null;
}
