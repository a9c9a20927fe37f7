using System.Collections.Immutable;
using Gateway.Rules.Consent;

namespace Gateway.Rules.Referrals;

/// <summary>What has to be written with an event before it counts.</summary>
public enum ReferralText : byte
{
    /// <summary>What the referrer will be told. A decision without it is no decision.</summary>
    Message,
    /// <summary>Why this was decided.</summary>
    Why,
    /// <summary>The advice given where no social worker takes it on.</summary>
    Advice,
    /// <summary>Why a step is taken back, withdrawn, refused or paused.</summary>
    Reason,
    /// <summary>Why it is decided without an agency that was asked.</summary>
    Without,
    /// <summary>What somebody disagrees with.</summary>
    What,
    /// <summary>The evidence for it.</summary>
    Evidence,
    /// <summary>What they want instead.</summary>
    Wanted,
    /// <summary>A note of what was said.</summary>
    Note,
    /// <summary>What the partnership learns from it.</summary>
    Learning,
    /// <summary>What an agency, or the receiver, is asked.</summary>
    Question,
    /// <summary>What an agency that was asked answers.</summary>
    Answer,
    /// <summary>What the referrer adds to what was sent.</summary>
    Added,
}

/// <summary>The words of what is written.</summary>
public static class ReferralTextWords
{
    private static readonly WordTable<ReferralText> Texts = new(
        "message", "why", "advice", "reason", "without", "what", "evidence", "wanted", "note", "learning", "question", "answer", "added");

    /// <summary>Every one of them, in words.</summary>
    public static ImmutableArray<string> All => Texts.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this ReferralText text) => Texts.Of(text);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out ReferralText text) => Texts.TryRead(word, out text);
}
