using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Decide;

/// <summary>One part of the name that is asked for: its tokens, and all of them run together where there are several.</summary>
internal sealed class AskedName
{
    public static readonly AskedName Blank = new([]);

    private AskedName(string[] tokens)
    {
        Tokens = tokens;
        Forms = tokens.Length > 1 ? [.. tokens, string.Concat(tokens)] : tokens;
        Filters = Array.ConvertAll(Forms, form => new LikenessFilter(form));
        Sounds = Array.ConvertAll(tokens, token => ChildKeys.SoundOf(token));
    }

    /// <summary>The tokens in order, initials left out.</summary>
    public string[] Tokens { get; }

    public string[] Forms { get; }

    /// <summary>One for each form.</summary>
    public LikenessFilter[] Filters { get; }

    public SoundCode[] Sounds { get; }

    public bool IsBlank => Tokens.Length == 0;

    public static AskedName Of(PersonName name) => name.IsBlank ? Blank : new([.. name.Tokens.Where(token => token.Length > 1)]);
}
