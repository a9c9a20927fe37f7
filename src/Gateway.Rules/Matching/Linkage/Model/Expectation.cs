namespace Gateway.Rules.Matching.Linkage.Model;

/// <summary>
/// Learns a model from pairs without labels (expectation and maximisation). Only pairs that a key of the person found are learned from:
/// learning from whole households teaches what a household shares.
/// </summary>
internal sealed class Expectation(LinkageModel model, PairTable table, bool[] byPerson)
{
    private const int Rounds = 30;
    private const double Enough = 1e-3;

    // So much of the starting shares stays in each round: a level that was never seen is rare, not impossible.
    private const double Stays = 4;
    private const double LeastHousehold = 0.01;
    private const double LeastSwapped = 0.01;

    public void Run(Action<double> progress)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var before = model.Matches;
            Round();
            progress((round + 1) / (double)Rounds);
            if (Math.Abs(model.Matches - before) < Enough * before) break;
        }
    }

    private void Round()
    {
        var starts = model.Fields.Select(field => field.Column.StartingShares()).ToArray();
        var sums = starts.Select(shares => Array.ConvertAll(shares, share => share * Stays)).ToArray();
        var (matches, siblings, twins, crosswise) = (0.0, 0.0, 0.0, 0.0);
        for (var pair = 0; pair < table.Count; pair++)
        {
            var evidence = model.Evidence(table, pair);
            var (match, sibling, twin) = model.Posterior(evidence);
            matches += match;
            siblings += sibling;
            twins += twin;
            if (evidence.IsSwapped) crosswise += match;
            if (!byPerson[pair] || match < 1e-6) continue;
            var levels = table.Of(pair);
            for (var i = 0; i < sums.Length; i++)
                if (levels[i] != PairTable.Unknown) sums[i][levels[i]] += match;
        }

        for (var i = 0; i < sums.Length; i++) Normalise(sums[i]);
        model.Learn(sums, matches, new Housemates(Math.Max(siblings / Math.Max(matches, 1), LeastHousehold), twins / Math.Max(matches, 1)), (crosswise + Stays * LeastSwapped) / (matches + Stays));
    }

    private static void Normalise(double[] sums)
    {
        var total = sums.Sum();
        for (var i = 0; i < sums.Length; i++) sums[i] /= total;
    }
}
