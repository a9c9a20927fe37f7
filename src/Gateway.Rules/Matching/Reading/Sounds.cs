namespace Gateway.Rules.Matching.Reading;

/// <summary>
/// What the letters at one place of a folded name sound like. After the idea of Double Metaphone, written for names of many origins:
/// vowels count only at the start, and where spelling leaves two readings open both are given.
/// </summary>
internal static class Sounds
{
    /// <summary>Adds the sound at a place and returns how many letters it took.</summary>
    public static int Read(ReadOnlySpan<char> name, int at, ref SoundWriter into)
    {
        if (at == 0 && SilentStart(name)) return 1;
        switch (name[at])
        {
            case 'a' or 'e' or 'i' or 'o' or 'u':
                if (at == 0) into.Add(Sound.Vowel);
                return 1;
            case 'c': return C(name, at, ref into);
            case 'd': return D(name, at, ref into);
            case 'g': return G(name, at, ref into);
            case 'h':
                if (IsVowel(name, at + 1) && (at == 0 || IsVowel(name, at - 1))) into.Add(Sound.H);
                return 1;
            case 'k':
                into.Add(Sound.K, at == 0 && Is(name, 1, "h") ? Sound.H : Sound.K);
                return Is(name, at + 1, "h") ? 2 : 1;
            case 'p':
                into.Add(Is(name, at + 1, "h") ? Sound.F : Sound.P);
                return Is(name, at + 1, "h") ? 2 : 1;
            case 's': return S(name, at, ref into);
            case 't': return T(name, at, ref into);
            case 'w':
                if (IsVowel(name, at + 1) || (at == 0 && Is(name, 1, "h"))) into.Add(Sound.W, Sound.F);
                return 1;
            case 'x':
                if (at > 0) into.Add(Sound.K);
                into.Add(Sound.S, at == 0 ? Sound.Sh : Sound.S);
                return 1;
            case 'y':
                if (at == 0) into.Add(IsVowel(name, 1) ? Sound.J : Sound.Vowel);
                return 1;
            default:
                into.Add(Plain(name[at]));
                return 1;
        }
    }

    private static bool SilentStart(ReadOnlySpan<char> name) =>
        Is(name, 0, "kn") || Is(name, 0, "gn") || Is(name, 0, "pn") || Is(name, 0, "wr") || Is(name, 0, "ps");

    private static int C(ReadOnlySpan<char> name, int at, ref SoundWriter into)
    {
        if (Is(name, at + 1, "h"))
        {
            into.Add(Sound.Sh, Sound.K);
            return 2;
        }

        if (Is(name, at + 1, "z")) into.Add(Sound.Sh, Sound.S);
        else if (IsSoft(name, at + 1)) into.Add(Sound.S, Sound.K);
        else into.Add(Sound.K);
        return Is(name, at + 1, "k") || Is(name, at + 1, "z") ? 2 : 1;
    }

    private static int D(ReadOnlySpan<char> name, int at, ref SoundWriter into)
    {
        var isSoft = Is(name, at + 1, "g") && IsSoft(name, at + 2);
        into.Add(isSoft ? Sound.J : Sound.T);
        return isSoft ? 2 : 1;
    }

    private static int G(ReadOnlySpan<char> name, int at, ref SoundWriter into)
    {
        if (Is(name, at + 1, "h"))
        {
            if (at == 0 || IsVowel(name, at + 2)) into.Add(Sound.K);
            return 2;
        }

        if (IsSoft(name, at + 1)) into.Add(Sound.J, Sound.K);
        else if (!(Is(name, at + 1, "n") && at + 2 == name.Length)) into.Add(Sound.K);
        return 1;
    }

    private static int S(ReadOnlySpan<char> name, int at, ref SoundWriter into)
    {
        if (Is(name, at + 1, "ch"))
        {
            into.Add(Sound.Sh);
            return 3;
        }

        var (isSh, isSz) = (Is(name, at + 1, "h"), Is(name, at + 1, "z"));
        into.Add(isSh || isSz ? Sound.Sh : Sound.S, isSh ? Sound.Sh : Sound.S);
        return isSh || isSz ? 2 : 1;
    }

    private static int T(ReadOnlySpan<char> name, int at, ref SoundWriter into)
    {
        if (Is(name, at + 1, "ch"))
        {
            into.Add(Sound.Sh);
            return 3;
        }

        into.Add(Is(name, at + 1, "io") || Is(name, at + 1, "ia") ? Sound.Sh : Sound.T, Sound.T);
        return Is(name, at + 1, "h") ? 2 : 1;
    }

    private static Sound Plain(char c) => c switch
    {
        'b' => Sound.P,
        'f' or 'v' => Sound.F,
        'j' => Sound.J,
        'l' => Sound.L,
        'm' => Sound.M,
        'n' => Sound.N,
        'q' => Sound.K,
        'r' => Sound.R,
        'z' => Sound.S,
        _ when c < '\u0080' => Sound.None,
        _ => (Sound)((int)Sound.Foreign + c % 16),
    };

    private static bool IsSoft(ReadOnlySpan<char> name, int at) => at < name.Length && name[at] is ('e' or 'i' or 'y');

    private static bool IsVowel(ReadOnlySpan<char> name, int at) => at >= 0 && at < name.Length && name[at] is ('a' or 'e' or 'i' or 'o' or 'u' or 'y');

    private static bool Is(ReadOnlySpan<char> name, int at, string letters) => at < name.Length && name[at..].StartsWith(letters, StringComparison.Ordinal);
}
