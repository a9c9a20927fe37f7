using System.Diagnostics.CodeAnalysis;

namespace Gateway.Rules.Identifiers;

/// <summary>
/// A unique pupil number whose check letter is right (Department for Education, UniquePupilNumber 2.0): the letter, three digits of the
/// authority, four of the school, two of the year, three of a serial; a temporary one ends in a letter.
/// The default value is not a number: test <see cref="IsEmpty"/>. Equality is by value; <see cref="ToString"/> masks the number.
/// </summary>
public readonly record struct Upn
{
    private const string CheckLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";
    private const int Length = 13;

    private readonly string? _value;

    private Upn(string value) => _value = value;

    /// <summary>The thirteen characters, or empty for the default value.</summary>
    public string Value => _value ?? "";

    /// <summary>True for the default value, which names nobody.</summary>
    public bool IsEmpty => _value is null;

    /// <summary>True for one that a school gave out until the lasting one is known: weak evidence, and replaced in time.</summary>
    public bool IsTemporary => _value is not null && char.IsAsciiLetter(_value[^1]);

    /// <summary>Reads a number; spaces between the characters and case do not matter.</summary>
    /// <param name="text">What was typed; at most 32 characters are considered.</param>
    /// <param name="upn">The number when the answer is <see cref="UpnFault.None"/>.</param>
    public static UpnFault Read([NotNullWhen(true)] string? text, out Upn upn)
    {
        upn = default;
        if (string.IsNullOrWhiteSpace(text)) return UpnFault.Missing;
        Span<char> kept = stackalloc char[Length];
        if (text.Length > 32 || !Compact(text, kept) || !HasShape(kept)) return UpnFault.WrongShape;
        if (CheckLetter(kept[1..]) != kept[0]) return UpnFault.WrongLetter;
        upn = new Upn(new string(kept));
        return UpnFault.None;
    }

    /// <summary>The check letter for the twelve characters that follow it: the sum of each times its position from 2 to 13, modulo 23.</summary>
    /// <param name="rest">Eleven digits, then a digit or one of the check letters.</param>
    public static char CheckLetter(ReadOnlySpan<char> rest)
    {
        var sum = 0;
        for (var i = 0; i < rest.Length; i++)
            sum += (char.IsAsciiDigit(rest[i]) ? rest[i] - '0' : CheckLetters.IndexOf(rest[i], StringComparison.Ordinal)) * (i + 2);
        return CheckLetters[sum % CheckLetters.Length];
    }

    /// <summary>Masked: the last three characters only.</summary>
    public override string ToString() => _value is null ? "(none)" : $"**********{_value[10..]}";

    private static bool Compact(string text, Span<char> kept)
    {
        var count = 0;
        foreach (var c in text)
        {
            if (c is ' ' or '\u00a0') continue;
            if (count == kept.Length || !char.IsAsciiLetterOrDigit(c)) return false;
            kept[count++] = char.ToUpperInvariant(c);
        }

        return count == kept.Length;
    }

    private static bool HasShape(ReadOnlySpan<char> kept) =>
        CheckLetters.Contains(kept[0], StringComparison.Ordinal)
        && !kept[1..^1].ContainsAnyExceptInRange('0', '9')
        && (char.IsAsciiDigit(kept[^1]) || CheckLetters.Contains(kept[^1], StringComparison.Ordinal));
}

/// <summary>What is wrong with a typed unique pupil number.</summary>
public enum UpnFault
{
    /// <summary>Nothing: it reads.</summary>
    None,

    /// <summary>Nothing was typed.</summary>
    Missing,

    /// <summary>Not a letter, eleven digits, and a digit or letter.</summary>
    WrongShape,

    /// <summary>The check letter does not fit: a character is wrong.</summary>
    WrongLetter,
}
