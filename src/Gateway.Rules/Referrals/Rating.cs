using System.Collections.Immutable;
using Gateway.Rules.Consent;

namespace Gateway.Rules.Referrals;

/// <summary>How pressing the front door finds a referral.</summary>
public enum Rating : byte
{
    /// <summary>Nobody has rated it; wherever a time depends on the rating, the soonest counts.</summary>
    None,
    /// <summary>Red.</summary>
    Red,
    /// <summary>Amber.</summary>
    Amber,
    /// <summary>Green.</summary>
    Green,
}

/// <summary>The words of the ratings.</summary>
public static class RatingWords
{
    private static readonly WordTable<Rating> Ratings = new("", "red", "amber", "green");

    /// <summary>Every rating, in words; the first is empty.</summary>
    public static ImmutableArray<string> All => Ratings.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this Rating rating) => Ratings.Of(rating);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out Rating rating) => Ratings.TryRead(word, out rating);
}
