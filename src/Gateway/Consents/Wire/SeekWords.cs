using Gateway.Rules.Consent;

namespace Gateway.Consents.Wire;

/// <summary>What to do about asking, in a sentence.</summary>
internal static class SeekWords
{
    public static string Of(SeekAdvice advice) => advice switch
    {
        SeekAdvice.DoNotWait => "Do not wait for an answer: delay would raise the risk. Tell them later if that is safe.",
        SeekAdvice.DoNotAskDoNotTell => "Do not ask and do not tell: it could raise the risk. Write down why.",
        SeekAdvice.DoNotAsk => "Do not ask: it would prejudice an investigation. Write down why.",
        SeekAdvice.InformInstead => "You would share whatever they said, so do not ask: tell them what goes to whom, and why, where that is safe.",
        SeekAdvice.InformIfSafe => "It is required by law, so do not ask: tell them if that is safe.",
        SeekAdvice.AskAndRespect => "Ask, and respect the answer.",
        SeekAdvice.Inform => "This does not rest on consent. Tell them what goes to whom, and why, where that is safe.",
        _ => throw new ArgumentOutOfRangeException(nameof(advice)),
    };
}
