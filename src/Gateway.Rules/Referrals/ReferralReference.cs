using System.Diagnostics.CodeAnalysis;

namespace Gateway.Rules.Referrals;

/// <summary>
/// What people call a referral by on the telephone, such as <c>R-7KQ4-2M</c>: five characters that say nothing, and one that checks them. No character
/// of it is taken for another one, and one that is wrong, or two that changed places, never make another reference.
/// The default value is none: test <see cref="IsEmpty"/>.
/// </summary>
public readonly record struct ReferralReference
{
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"; // 31, a prime: that is why the check finds both
    private const int Free = 5;
    private const int LongestRead = 32;

    private readonly string? _value;

    private ReferralReference(string value) => _value = value;

    /// <summary>How many there are.</summary>
    public const int Count = 31 * 31 * 31 * 31 * 31;

    /// <summary>As it is shown, or empty for the default value.</summary>
    public string Value => _value ?? "";

    /// <summary>True for the default value, which names nothing.</summary>
    public bool IsEmpty => _value is null;

    /// <summary>The reference of a number, each of which has its own.</summary>
    /// <param name="number">From 0 to one less than <see cref="Count"/>.</param>
    public static ReferralReference Of(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Count);
        Span<char> free = stackalloc char[Free];
        for (var at = Free - 1; at >= 0; at--, number /= Alphabet.Length) free[at] = Alphabet[number % Alphabet.Length];
        return Checked(free);
    }

    /// <summary>Reads one as it was typed: case, spaces and dashes do not matter. False where a character is not of it, or the check does not fit.</summary>
    public static bool TryRead([NotNullWhen(true)] string? text, out ReferralReference reference)
    {
        reference = default;
        if (text is null || text.Length > LongestRead) return false;
        Span<char> kept = stackalloc char[Free + 2];
        var length = 0;
        foreach (var typed in text)
        {
            if (typed is ' ' or '-') continue;
            if (length == kept.Length) return false;
            kept[length++] = char.ToUpperInvariant(typed);
        }

        // The R in front may be left out.
        ReadOnlySpan<char> six = length == kept.Length && kept[0] == 'R' ? kept[1..] : kept[..length];
        if (six.Length != Free + 1) return false;
        foreach (var one in six)
            if (!Alphabet.Contains(one, StringComparison.Ordinal)) return false;
        var found = Checked(six[..Free]);
        if (found.Value[^1] != six[^1]) return false;
        reference = found;
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static ReferralReference Checked(ReadOnlySpan<char> free)
    {
        var sum = 0;
        for (var at = 0; at < Free; at++) sum += (at + 2) * Alphabet.IndexOf(free[at], StringComparison.Ordinal);
        return new ReferralReference($"R-{free[..4]}-{free[4]}{Alphabet[sum % Alphabet.Length]}");
    }
}
