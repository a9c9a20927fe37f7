using Gateway.Rules.Policy;

namespace Gateway.Benchmarks.Policy;

/// <summary>The words of the shared file for what our engine says.</summary>
internal static class OwnWords
{
    private static readonly Dictionary<ObligationSet, string[]> Known = [];

    public static OwnAnswer Answer(Decision decision) => new(Cell(decision.Items[0].Outcome), decision.Items[0].Reason, Obligations(decision));

    private static string Cell(Outcome outcome) => outcome switch
    {
        Outcome.Share => "S",
        Outcome.ShareLess => "M",
        Outcome.Justify => "J1",
        Outcome.AskHolder => "J2",
        Outcome.Refuse => "R",
        _ => "NO_DATA",
    };

    // Few sets ever occur, and words are no part of a decision.
    private static string[] Obligations(Decision decision) =>
        Known.TryGetValue(decision.Obligations, out var words) ? words : Known[decision.Obligations] = [.. decision.Obligations.Words()];
}
