using System.Collections.Immutable;

namespace Gateway.Rules.Policy;

/// <summary>The outcome for one item, with its reason code and every rule that took part.</summary>
/// <param name="Reason">A code of the reasons table, such as <c>A1</c>; <c>IDENTITY</c> with <see cref="Outcome.NoData"/>.</param>
/// <param name="Rules">The rules that spoke.</param>
/// <param name="Emergency">The emergency rule changed the outcome and no later rule replaced it (<c>+E</c>).</param>
public readonly record struct ItemDecision(Item Item, Outcome Outcome, string Reason, RuleSet Rules, bool Emergency = false)
{
    /// <summary>A complete written reason came with the request: with <see cref="Outcome.Justify"/> the item goes at once, and is reviewed.</summary>
    public bool Justified { get; init; }

    /// <summary>The asker's own organisation is the source.</summary>
    internal bool IsOwnData => Reason == "A11";

    internal ItemDecision With(Outcome outcome, string reason, RuleSet rule) =>
        this with { Outcome = outcome, Reason = reason, Rules = Rules | rule, Emergency = false, Justified = false };

    /// <summary>True where a custodian may be asked, because the item or its minimal form may go now.</summary>
    public bool MayBeAsked => Outcome is Outcome.Share or Outcome.ShareLess || (Outcome == Outcome.Justify && Justified);
}

/// <summary>The decision about one request: an outcome for every item asked for, under one policy.</summary>
/// <param name="PolicyVersion">The version of the bundle in force.</param>
/// <param name="PolicyHash">SHA-256 of that bundle, 32 bytes.</param>
public sealed record Decision(string PolicyVersion, ReadOnlyMemory<byte> PolicyHash, ImmutableArray<ItemDecision> Items)
{
    /// <summary>What the decision obliges the gateway to do beside it.</summary>
    public ObligationSet Obligations { get; init; }

    /// <summary>
    /// The decision about the one attendance at a sensitive service, for the items where it differs from <see cref="Items"/>
    /// (rule 13). For the holder and the ledger only: the asker sees the other attendances and no gap (rulings, 4).
    /// </summary>
    public ImmutableArray<ItemDecision> SensitiveAttendance { get; init; } = [];

    /// <summary>True where nothing at all may be asked of a custodian.</summary>
    public bool RefusesEverything => Items.All(item => !item.MayBeAsked);

    /// <summary>The decision for an item that was asked for, or null.</summary>
    public ItemDecision? For(Item item)
    {
        foreach (var decided in Items)
            if (decided.Item == item) return decided;
        return null;
    }
}
