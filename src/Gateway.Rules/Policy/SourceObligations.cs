using Gateway.Rules.Federation;

namespace Gateway.Rules.Policy;

/// <summary>What the custodians' answers oblige the gateway to do, once they are combined.</summary>
public static class SourceObligations
{
    /// <summary>The decision with the obligations that its answers add: tell the council, ring before deciding.</summary>
    public static Decision Add(Decision decision, RequestFacts facts, ReadOnlySpan<ItemFound> found) => decision;
}

/// <summary>One item across every custodian in scope.</summary>
public readonly record struct ItemFound(Item Item, Combined Combined);
