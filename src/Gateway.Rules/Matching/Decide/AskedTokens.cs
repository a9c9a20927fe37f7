using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Reading;
using Gateway.Rules.Matching.Weights;

namespace Gateway.Rules.Matching.Decide;

/// <summary>One asked name in one part, given or family: what each of its forms is worth there, and how a held token compares with it.</summary>
internal sealed class AskedTokens
{
    private const double NearFrom = 0.92;
    private const int NearLetters = 4;

    private readonly AskedName _name;
    private readonly NameWorth _worth;
    private readonly bool _isGiven;
    private readonly int[] _exact;
    private readonly int[] _later;
    private readonly LikenessFilter[] _filters;
    private readonly int _different;

    public AskedTokens(AskedName name, NameWorth worth, bool isGiven)
    {
        (_name, _worth, _isGiven, _filters) = (name, worth, isGiven, name.Filters);
        _different = Weights.Different;
        _later = Array.ConvertAll(name.Forms, form => isGiven ? worth.GivenBits(form) : worth.SurnameBits(form));
        _exact = isGiven && _later.Length > 0 ? [worth.FirstBits(name.Forms[0]), .. _later[1..]] : _later;
        Best = _exact.Length == 0 ? 0 : Math.Max(0, _exact.Max());
        IsBorne = isGiven && _exact.Length > 0 && worth.IsBorne(name.Forms[0]);
        BestInexact = _exact.Length == 0 ? 0 : Math.Max(Weights.SimilarMost, NameWorth.Near(Weights, Best));
    }

    public bool IsBlank => _name.IsBlank;

    /// <summary>What the rarest form is worth where it agrees exactly: nothing agrees better.</summary>
    public int Best { get; }

    /// <summary>What anything but the same name is worth at most.</summary>
    public int BestInexact { get; }

    /// <summary>True where the first form is a name that others bear.</summary>
    public bool IsBorne { get; }

    public int Different => _different;

    private NameWeights Weights => _isGiven ? _worth.Given : _worth.Surname;

    /// <summary>Whether a form has so many letters.</summary>
    public bool HasForm(int length)
    {
        foreach (var form in _name.Forms)
            if (form.Length == length) return true;
        return false;
    }

    public int ExactBits(int form) => _exact[form];

    /// <summary>The best that any form has in common with a held token.</summary>
    /// <param name="variantOf">The form that the token is a variant of, or -1: a variant of one name is none of the next.</param>
    /// <param name="isLater">The token stands behind another: agreement with it says a little less.</param>
    public Worth Compare(TokenTable tokens, int held, TokenShape shape, int variantOf, bool isLater = false)
    {
        var best = new Worth(NameLevel.Different, _different);
        for (var form = 0; form < _filters.Length; form++)
            if ((form == variantOf || _filters[form].MayBeLike(shape)) && Compare(tokens, held, form, isLater ? _later[form] : _exact[form], form == variantOf) is var worth && Beats(worth, best)) best = worth;
        return best;
    }

    public static bool Beats(Worth one, Worth other) => one.Bits != other.Bits ? one.Bits > other.Bits : one.Level > other.Level;

    private Worth Compare(TokenTable tokens, int held, int form, int exact, bool isVariant)
    {
        ReadOnlySpan<char> asked = _name.Forms[form];
        var text = tokens[held];
        if (asked.SequenceEqual(text)) return new Worth(NameLevel.Exact, exact);
        var alike = JaroWinkler.Of(asked, text);
        // Two spellings a slip apart may be twins' names: they are near, whatever group they are in (rulings, 30).
        var isNear = alike >= NearFrom && Math.Min(asked.Length, text.Length) >= NearLetters;
        if (isVariant) return new Worth(isNear || EditDistance.IsWithinOne(asked, text) ? NameLevel.Near : NameLevel.Variant, NearBits(exact, tokens, held));
        if (isNear) return new Worth(NameLevel.Near, NearBits(exact, tokens, held));
        return alike >= LikenessFilter.Least
            ? new Worth(NameLevel.Similar, Math.Min(Weights.SimilarMost, NearBits(exact, tokens, held)))
            : new Worth(NameLevel.Different, Weights.Different);
    }

    private int NearBits(int exact, TokenTable tokens, int held) => NameWorth.Near(Weights, Math.Min(exact, Held(tokens, held)));

    // Of two names the commoner one says how often they meet by chance.
    private int Held(TokenTable tokens, int held) => _isGiven ? _worth.FirstBits(tokens[held]) : _worth.SurnameBits(tokens[held]);
}
