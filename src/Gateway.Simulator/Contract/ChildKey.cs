using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>The child as asked: a number with a right check digit, and a date of birth.</summary>
internal readonly record struct ChildKey(long Number, DateOnly DateOfBirth)
{
    private static readonly WordList Members = new("nhsNumber", "dateOfBirth");

    public static ChildKey Read(ref Utf8JsonReader json)
    {
        StrictObject.Start(ref json, "child");
        var (number, born) = (0L, default(DateOnly));
        var members = new StrictObject(Members, "child");
        while (members.Next(ref json, out var member))
        {
            if (member == 0) number = ReadNumber(ref json);
            else born = StrictValue.Date(ref json, "child.dateOfBirth");
        }
        return new ChildKey(number, born);
    }

    public static ChildKey From(string nhsNumber, DateOnly dateOfBirth) =>
        TryNumber(nhsNumber, out var number) ? new(number, dateOfBirth) : throw new RefusedException("nhsNumber", "is not an NHS number");

    /// <summary>Ten digits with a right check digit.</summary>
    public static bool IsNumber(string text) => TryNumber(text, out _);

    private static long ReadNumber(ref Utf8JsonReader json)
    {
        Span<char> text = stackalloc char[10];
        if (StrictValue.Copy(ref json, text) != 10 || !TryNumber(text, out var number))
            throw new RefusedException("child.nhsNumber", "must be ten digits with a right check digit");
        return number;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        if (text.Length != 10) return false;
        var sum = 0;
        for (var i = 0; i < 10; i++)
        {
            if (!char.IsAsciiDigit(text[i])) return false;
            number = number * 10 + (text[i] - '0');
            if (i < 9) sum += (text[i] - '0') * (10 - i);
        }
        return number != 0 && (11 - sum % 11) % 11 == text[9] - '0';
    }
}
