using Gateway.Benchmarks.Processes;

namespace Gateway.Benchmarks.Policy;

/// <summary>Before any time is taken: outcome, reason and obligations of every request are the same in all engines.</summary>
internal static class SameAnswers
{
    // A rule that decides hardly anything compares nothing.
    private const int Fewest = 20;

    public static async Task<int> CheckAsync(TenRules rules, PolicyPeer own, IReadOnlyList<PolicyPeer> peers)
    {
        var ours = await own.AnswersAsync();
        if (ours.Length != rules.Requests.Length) throw new MeasureException("Our engine left requests out.");
        if (rules.Reasons.FirstOrDefault(reason => ours.Count(answer => answer[1] == reason) < Fewest) is { } rare)
            throw new MeasureException($"Fewer than {Fewest} requests of ten-rules.json are decided with {rare}.");
        foreach (var peer in peers) Compare(rules, ours, peer.Name, await peer.AnswersAsync());
        return ours.Length;
    }

    private static void Compare(TenRules rules, string[][] ours, string name, string[][] theirs)
    {
        if (theirs.Length != ours.Length) throw new MeasureException($"{name} left requests out.");
        var different = Enumerable.Range(0, ours.Length).Where(at => !ours[at].AsSpan().SequenceEqual(theirs[at])).ToArray();
        if (different is not [var first, ..]) return;
        throw new MeasureException(
            $"{name} and our engine differ on {different.Length} of {ours.Length} requests. The first: {rules.Requests[first]}: "
            + $"ours {string.Join(' ', ours[first])}, theirs {string.Join(' ', theirs[first])}.");
    }
}
