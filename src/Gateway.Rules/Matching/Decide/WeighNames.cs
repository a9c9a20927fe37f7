using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Reading;
using Gateway.Rules.Matching.Weights;

namespace Gateway.Rules.Matching.Decide;

/// <summary>What the names of one held row are worth.</summary>
/// <param name="IsCrosswise">They agree the other way round.</param>
internal readonly record struct NamesWeighed(Worth Given, Worth Surname, bool IsCrosswise)
{
    public int Sum => Given.Bits + Surname.Bits;
}

/// <summary>Compares the asked names with a held row's, token by token (matching, section 4, "Compare and weigh").</summary>
internal sealed class WeighNames(AskedNames asked, MatchingParameters parameters)
{
    public NamesWeighed Row(Segment segment, TokenMemo memo, in Row row)
    {
        Span<int> given = stackalloc int[PersonName.MaximumTokens];
        Span<int> surname = stackalloc int[PersonName.MaximumTokens];
        given = Whole(segment, given[..segment.Names.Into(row.First, row.Rest, given)]);
        surname = Whole(segment, surname[..segment.Names.Into(row.Surname, default, surname)]);
        var tokens = segment.Names.Tokens;
        var straight = new NamesWeighed(Given(tokens, memo, given), Surname(tokens, memo, given, surname), false);
        return Crosswise(memo, given, surname) is { } crosswise && crosswise.Sum > straight.Sum ? crosswise : straight;
    }

    // Initials say nothing.
    private static Span<int> Whole(Segment segment, Span<int> tokens)
    {
        var kept = 0;
        foreach (var token in tokens)
            if (segment.Names.Tokens.Shape(token).Length > 1) tokens[kept++] = token;
        return tokens[..kept];
    }

    private Worth Given(TokenTable tokens, TokenMemo memo, ReadOnlySpan<int> held)
    {
        if (asked.Given.IsBlank || held.IsEmpty) return new Worth(NameLevel.Blank, 0);
        if (RunTogether(tokens, held, asked.GivenName) is var form and >= 0) return new Worth(NameLevel.Exact, asked.Given.ExactBits(form));
        var best = new Worth(NameLevel.Different, asked.Given.Different);
        for (var at = 0; at < held.Length; at++)
            if (Given(tokens, memo, held[at], at > 0) is var worth && AskedTokens.Beats(worth, best)) best = worth;
        if (best.Level >= NameLevel.Variant && (PartAgrees(memo, held) || !FirstAgrees(tokens, memo, held))) return new Worth(NameLevel.Near, NameWorth.Near(parameters.Given, best.Bits));
        return best.Level is NameLevel.Near or NameLevel.Similar && asked.Given.IsBorne ? best with { Level = NameLevel.OtherName } : best;
    }

    private Worth Given(TokenTable tokens, TokenMemo memo, int token, bool isLater) =>
        memo.Given(token).Straight is var worth && isLater && worth.Level >= NameLevel.Similar
            ? AsLater(asked.Given.Compare(tokens, token, tokens.Shape(token), memo.VariantOf(token), true))
            : worth;

    // Somebody known by a further name is known by that name itself.
    private static Worth AsLater(Worth worth) => worth.Level == NameLevel.Variant ? worth with { Level = NameLevel.Near } : worth;

    // A further name that agrees says little where the first one that was asked for is nowhere among those held.
    private bool FirstAgrees(TokenTable tokens, TokenMemo memo, ReadOnlySpan<int> held)
    {
        if (asked.GivenName.Tokens.Length < 2) return true;
        foreach (var token in held)
            if (tokens[token].SequenceEqual(asked.GivenName.Tokens[0]) || memo.VariantOf(token) == 0) return true;
        return false;
    }

    // Twins may share one name and be told apart by the other (Jayden-Lee, Jaiden-Lee): where both sides say several, one in common is not enough.
    private bool PartAgrees(TokenMemo memo, ReadOnlySpan<int> held)
    {
        if (asked.GivenName.Tokens.Length < 2 || held.Length < 2) return false;
        var agreeing = 0;
        foreach (var token in held)
            if (memo.Given(token).Straight.Level >= NameLevel.Variant) agreeing++;
        return agreeing < 2;
    }

    private Worth Surname(TokenTable tokens, TokenMemo memo, ReadOnlySpan<int> given, ReadOnlySpan<int> held)
    {
        if (asked.Surname.IsBlank || held.IsEmpty) return new Worth(NameLevel.Blank, 0);
        var form = RunTogether(tokens, held, asked.SurnameName);
        if (form >= 0) return new Worth(NameLevel.Exact, asked.Surname.ExactBits(form));
        var (best, same) = (new Worth(NameLevel.Different, asked.Surname.Different), 0);
        foreach (var token in held)
        {
            var worth = memo.Surname(token).Straight;
            if (worth.Level == NameLevel.Exact) same++;
            if (AskedTokens.Beats(worth, best)) best = worth;
        }

        var isWhole = same == held.Length && same == asked.SurnameName.Tokens.Length;
        if (best.Level == NameLevel.Exact) return isWhole ? best : new Worth(NameLevel.Near, NameWorth.Near(parameters.Surname, best.Bits));
        var across = Across(tokens, given, held);
        return AskedTokens.Beats(across, best) ? across : best;
    }

    // A later given name of the one is the other's surname: Harpreet Kaur Gill is asked for as Harpreet Kaur.
    private Worth Across(TokenTable tokens, ReadOnlySpan<int> given, ReadOnlySpan<int> surname)
    {
        var best = new Worth(NameLevel.Different, asked.Surname.Different);
        foreach (var token in given.IsEmpty ? given : given[1..]) Take(tokens[token], asked.SurnameName.Tokens, asked.Surname, ref best);
        if (asked.GivenName.Tokens.Length > 1)
            foreach (var token in surname) Take(tokens[token], asked.GivenName.Tokens.AsSpan(1), asked.GivenAsSurname, ref best, 1);
        return best;
    }

    private void Take(ReadOnlySpan<char> held, ReadOnlySpan<string> forms, AskedTokens worth, ref Worth best, int from = 0)
    {
        for (var i = 0; i < forms.Length; i++)
        {
            if (!held.SequenceEqual(forms[i])) continue;
            var bits = NameWorth.Near(parameters.Surname, worth.ExactBits(i + from));
            if (bits > best.Bits) best = new Worth(NameLevel.Near, bits);
        }
    }

    private NamesWeighed? Crosswise(TokenMemo memo, ReadOnlySpan<int> given, ReadOnlySpan<int> surname)
    {
        if (asked.Given.IsBlank || asked.Surname.IsBlank || given.IsEmpty || surname.IsEmpty) return null;
        var (asGiven, asSurname) = (default(Worth), default(Worth));
        foreach (var token in given)
            if (memo.Given(token).Crosswise is var worth && worth.Level > asGiven.Level) asGiven = worth;
        foreach (var token in surname)
            if (memo.Surname(token).Crosswise is var worth && worth.Level > asSurname.Level) asSurname = worth;
        if (asGiven.Level < NameLevel.Near || asSurname.Level < NameLevel.Near) return null;
        return new NamesWeighed(asGiven with { Bits = asGiven.Bits + parameters.Other.Crosswise }, asSurname, true);
    }

    // "Ann Marie" and "Annmarie": the form of the asked name that all held tokens make when they are run together, or -1.
    private static int RunTogether(TokenTable tokens, ReadOnlySpan<int> held, AskedName asked)
    {
        if (held.Length == asked.Tokens.Length) return -1;
        for (var form = 0; form < asked.Forms.Length; form++)
            if ((held.Length > 1 || form == asked.Tokens.Length) && Makes(tokens, held, asked.Forms[form])) return asked.Tokens.Length == 1 || form == asked.Tokens.Length ? form : -1;
        return -1;
    }

    private static bool Makes(TokenTable tokens, ReadOnlySpan<int> held, ReadOnlySpan<char> text)
    {
        foreach (var token in held)
        {
            if (!text.StartsWith(tokens[token], StringComparison.Ordinal)) return false;
            text = text[tokens[token].Length..];
        }

        return text.IsEmpty;
    }
}
