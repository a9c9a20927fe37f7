using Gateway.Benchmarks.Report;

namespace Gateway.Benchmarks.Policy;

/// <summary>P6 and P7: decisions a second beside each peer's, turn by turn.</summary>
internal static class BesidePeers
{
    private static readonly Dictionary<string, (double Floor, double Goal)> Typed = new()
    {
        ["cedar-wasm"] = (100, 500),
        ["casbin"] = (40, 200),
        ["json-rules-engine"] = (250, 1500),
    };

    public static async Task RunAsync(PolicyOptions options, Engines engines, LoadReport report)
    {
        PolicyPeer[] all = [engines.Own, .. engines.Peers];
        var typed = await RoundsAsync(options, all, (engine, seconds) => engine.RunAsync(seconds));
        foreach (var (place, peer) in engines.Peers.Index())
            report.Figures.Add(Ratio("P6", $"Decisions a second, typed facts in, reason and obligations out; beside {peer.Name}", typed[0], typed[place + 1], Typed[peer.Name]));
        report.Figures.Add(Figure.FromRounds("", "Allocated for such a decision", [.. typed[0].Select(turn => (double)turn.Allocated / turn.Decisions)], " B", null, null, higherIsBetter: false));

        var bytes = await RoundsAsync(options, [engines.Own, engines.Peers[0]], (engine, seconds) => engine.RunJsonAsync(seconds));
        report.Figures.Add(Ratio("P7", $"The same, JSON bytes in, JSON bytes out; beside {engines.Peers[0].Name}", bytes[0], bytes[1], (15, 50)));
    }

    private static async Task<PolicyTurn[][]> RoundsAsync(PolicyOptions options, PolicyPeer[] engines, Func<PolicyPeer, double, Task<PolicyTurn>> turn)
    {
        foreach (var engine in engines) await turn(engine, options.WarmUpSeconds);
        var rounds = Array.ConvertAll(engines, _ => new List<PolicyTurn>());
        for (var round = 0; round <= options.Rounds; round++)
            foreach (var (place, engine) in engines.Index())
                if (await turn(engine, options.Seconds) is var done && round > 0) rounds[place].Add(done);
        return Array.ConvertAll(rounds, list => list.ToArray());
    }

    private static Figure Ratio(string code, string what, PolicyTurn[] ours, PolicyTurn[] theirs, (double Floor, double Goal) bar) =>
        Figure.FromRounds(code, what, [.. ours.Zip(theirs, (our, their) => our.PerSecond / their.PerSecond)], "x", bar.Floor, bar.Goal, higherIsBetter: true) with
        {
            Of = $"{Middle(ours, t => t.PerSecond):N0}/s beside {Middle(theirs, t => t.PerSecond):N0}/s; processor {Middle(ours, t => t.Cpu):0.000} beside {Middle(theirs, t => t.Cpu):0.0} µs",
        };

    private static double Middle(PolicyTurn[] turns, Func<PolicyTurn, double> of) => turns.Select(of).Median();
}
