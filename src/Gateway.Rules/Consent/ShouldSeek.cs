using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Consent;

/// <summary>What a professional says before anybody is asked (sharing rules, 3.3).</summary>
/// <param name="Purpose">What the sharing is for.</param>
/// <param name="Concerns">Concerns for which asking is presumed to raise the risk.</param>
/// <param name="Today">The day in England.</param>
public sealed record SeekFacts(Purpose Purpose, ImmutableArray<Concern> Concerns, DateOnly Today)
{
    /// <summary>Delay would raise the risk of harm (C1).</summary>
    public bool DelayRaisesRisk { get; init; }

    /// <summary>Asking could raise the risk to anybody (C2); null where nobody has said, and then the presumption stands.</summary>
    public bool? AskingRaisesRisk { get; init; }

    /// <summary>Asking would prejudice the detection or investigation of a crime (C3).</summary>
    public bool PrejudicesInvestigation { get; init; }

    /// <summary>It would be shared whatever they said (C4).</summary>
    public bool WouldShareAnyway { get; init; }

    /// <summary>A statute or an order requires it (C5).</summary>
    public bool RequiredByLaw { get; init; }

    /// <summary>The need is below the threshold of section 17 (C6).</summary>
    public bool BelowSection17 { get; init; }
}

/// <summary>Whether to ask.</summary>
public enum SeekAdvice : byte
{
    /// <summary>Do not wait for an answer.</summary>
    DoNotWait,
    /// <summary>Do not ask and do not tell.</summary>
    DoNotAskDoNotTell,
    /// <summary>Do not ask.</summary>
    DoNotAsk,
    /// <summary>Tell them; do not ask what will not change anything.</summary>
    InformInstead,
    /// <summary>Tell them if that is safe; do not ask.</summary>
    InformIfSafe,
    /// <summary>Ask, and respect the answer.</summary>
    AskAndRespect,
    /// <summary>No test speaks: tell them where that is safe, and share on the purpose's own basis.</summary>
    Inform,
}

/// <summary>Should consent be sought? The tests in their order; the first that is met answers.</summary>
public static class ShouldSeek
{
    private static readonly WordTable<SeekAdvice> Table = new(
        "do-not-wait", "do-not-ask-do-not-tell", "do-not-ask", "inform-instead", "inform-if-safe", "ask-and-respect", "inform");

    /// <summary>Every advice, in words.</summary>
    public static ImmutableArray<string> All => Table.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this SeekAdvice advice) => Table.Of(advice);

    /// <summary>The advice, and the test that gave it: C1 to C6, or none.</summary>
    public static (SeekAdvice Advice, string Test) Ask(ConsentTerms terms, SeekFacts facts)
    {
        if (facts.DelayRaisesRisk) return (SeekAdvice.DoNotWait, "C1");
        if (facts.AskingRaisesRisk ?? facts.Concerns.Any(concern => terms.PresumesUnsafe(concern, facts.Today))) return (SeekAdvice.DoNotAskDoNotTell, "C2");
        if (facts.PrejudicesInvestigation) return (SeekAdvice.DoNotAsk, "C3");
        if (facts.WouldShareAnyway) return (SeekAdvice.InformInstead, "C4");
        if (facts.RequiredByLaw) return (SeekAdvice.InformIfSafe, "C5");
        return facts.BelowSection17 || terms.DependsOnConsent(facts.Purpose, facts.Today) ? (SeekAdvice.AskAndRespect, "C6") : (SeekAdvice.Inform, "none");
    }
}
