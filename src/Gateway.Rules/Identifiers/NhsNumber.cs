using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Gateway.Rules.Identifiers;

/// <summary>
/// A ten-digit NHS number whose modulus 11 check digit is right (NHS Data Dictionary, "NHS NUMBER").
/// The default value is not a number: test <see cref="IsEmpty"/>. Equality is by value; the type is immutable.
/// <see cref="ToString"/> masks the number, so that it cannot slip into a log; use <see cref="Digits"/> on purpose.
/// </summary>
public readonly record struct NhsNumber
{
    private NhsNumber(long value) => Value = value;

    /// <summary>The number as an integer, from 0 to 9,999,999,999.</summary>
    public long Value { get; }

    /// <summary>True for the default value, which names nobody.</summary>
    public bool IsEmpty => Value == 0;

    /// <summary>The ten digits without spaces.</summary>
    public string Digits => Value.ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>The ten digits as people read them: 3, 3 and 4.</summary>
    public string Spaced => Digits is var d ? $"{d[..3]} {d[3..6]} {d[6..]}" : "";

    /// <summary>Reads a number, allowing spaces and dashes between the digits.</summary>
    /// <param name="text">What was typed; at most 32 characters are considered.</param>
    /// <param name="number">The number when the answer is <see cref="NhsNumberFault.None"/>.</param>
    public static NhsNumberFault Read([NotNullWhen(true)] string? text, out NhsNumber number)
    {
        number = default;
        if (string.IsNullOrWhiteSpace(text)) return NhsNumberFault.Missing;
        if (text.Length > 32) return NhsNumberFault.NotTenDigits;

        long value = 0;
        var digits = 0;
        foreach (var c in text)
        {
            if (c is ' ' or '-' or '\u00a0' or '\u2011' or '\u2013') continue;
            if (!char.IsAsciiDigit(c) || ++digits > 10) return NhsNumberFault.NotTenDigits;
            value = value * 10 + (c - '0');
        }

        if (digits != 10) return NhsNumberFault.NotTenDigits;
        if (value == 0 || CheckDigit(value / 10) != value % 10) return NhsNumberFault.WrongDigit;
        number = new NhsNumber(value);
        return NhsNumberFault.None;
    }

    /// <summary>The check digit for nine digits, from 0 to 9; 10 means that no such number exists.</summary>
    public static int CheckDigit(long firstNine)
    {
        var sum = 0L;
        for (var weight = 2; weight <= 10; weight++, firstNine /= 10) sum += firstNine % 10 * weight;
        return (int)((11 - sum % 11) % 11);
    }

    /// <summary>Makes the number from its first nine digits; false where the check digit would be 10.</summary>
    public static bool TryFromFirstNine(long firstNine, out NhsNumber number)
    {
        var check = CheckDigit(firstNine);
        number = check == 10 ? default : new NhsNumber(firstNine * 10 + check);
        return check != 10;
    }

    /// <summary>Masked: the last three digits only.</summary>
    public override string ToString() => IsEmpty ? "(none)" : $"*******{Value % 1000:D3}";
}

/// <summary>What is wrong with a typed NHS number.</summary>
public enum NhsNumberFault
{
    /// <summary>Nothing: it reads.</summary>
    None,

    /// <summary>Nothing was typed.</summary>
    Missing,

    /// <summary>Not ten digits, or other characters than digits, spaces and dashes.</summary>
    NotTenDigits,

    /// <summary>Ten digits whose check digit does not fit: one of them is wrong.</summary>
    WrongDigit,
}
