using System.Collections.Immutable;

namespace Gateway.Rules.Matching.Linkage.Learn;

/// <summary>
/// Expectation and maximisation over one session. A pair is of one child, of two strangers, or of two of one household, who share the
/// family name as often as one child's records do and nothing else. Chance agreement is fixed.
/// </summary>
internal sealed class SessionMixture
{
    private const int MostRounds = 1_000;
    private const double Still = 1e-8;
    private const double Smoothing = 1e-9;

    // Where more would be children of another name than twice those published, they are brothers, sisters and twins. A weight may rise by no more either.
    private const double MostDifferent = 2;

    private readonly Session _session;
    private readonly double[][] _random;
    private readonly double[][] _match;
    private readonly bool _holdsHousemates;
    private readonly bool _knowsSex;
    private double _matches = 0.8;
    private double _housemates;
    private double _strangers;

    /// <param name="random">Shares of random pairs, by field and level.</param>
    /// <param name="strangers">The share of the pairs that are strangers' by chance; null where it is learned, and the housemates' with it.</param>
    public SessionMixture(Session session, double[][] random, double? strangers)
    {
        (_session, _random, _holdsHousemates) = (session, random, strangers is null);
        _match = [.. EvidenceLevels.Fields.Select(EvidenceLevels.Start)];
        _knowsSex = session.Patterns.Sum(one => Session.LevelIn(one.Code, EvidenceField.Sex) == EvidenceColumn.Blank ? 0 : one.Count) * 2 > session.Pairs;
        (_matches, _housemates, _strangers) = strangers is { } share ? (1 - share, 0, share) : (0.7, 0.2, 0.1);
    }

    public LearnedSession Run()
    {
        var (round, change) = (0, double.MaxValue);
        while (round < MostRounds && change > Still)
        {
            round++;
            change = Step();
        }

        return new LearnedSession(_session.Keys, _session.Pairs, _matches * _session.Pairs, _housemates * _session.Pairs, round, change <= Still);
    }

    /// <summary>True of what is learned here. Where housemates may be among the pairs the sex tells them apart, so it stands fast.</summary>
    public bool Teaches(EvidenceField field) => _session.Free.Contains(field) && !(_holdsHousemates && field == EvidenceField.Sex);

    /// <summary>The share of true pairs at a level.</summary>
    public double Match(EvidenceField field, int level) => _match[(int)field][level];

    private double Step()
    {
        var sums = _match.Select(shares => new double[shares.Length]).ToArray();
        var (matches, housemates, all) = (0.0, 0.0, (double)Math.Max(_session.Pairs, 1));
        foreach (var (code, count) in _session.Patterns)
        {
            var (match, housemate, stranger) = Odds(code);
            var whole = match + housemate + stranger;
            matches += count * match / whole;
            housemates += count * housemate / whole;
            foreach (var field in _session.Free)
                if (Session.LevelIn(code, field) is var level && level < sums[(int)field].Length) sums[(int)field][level] += count * match / whole;
        }

        var change = Taught().Max(field => Take(field, sums[(int)field]));
        if (!_holdsHousemates) return change;
        change = Math.Max(change, Math.Abs(_matches - matches / all));
        (_matches, _housemates) = (matches / all, housemates / all);
        _strangers = Math.Max(1 - _matches - _housemates, Smoothing);
        return change;
    }

    private IEnumerable<EvidenceField> Taught() => _session.Free.Where(Teaches);

    private (double Match, double Housemate, double Stranger) Odds(int code)
    {
        var (match, housemate, stranger) = (_matches, _housemates, _strangers);
        foreach (var field in _session.Free)
        {
            var level = Session.LevelIn(code, field);
            if (level == EvidenceColumn.Blank) continue;
            var (same, chance) = (_match[(int)field][level], _random[(int)field][level]);
            match *= same;
            stranger *= chance;
            housemate *= field == EvidenceField.Surname ? same : chance;
        }

        return (match, housemate, stranger + double.Epsilon);
    }

    private double Take(EvidenceField field, double[] sums)
    {
        var shares = _match[(int)field];
        var learned = sums.Select(sum => (sum + Smoothing) / (sums.Sum() + Smoothing * sums.Length)).ToArray();
        var published = EvidenceLevels.Start(EvidenceField.Given)[^1];
        // Without the sex a child under another name cannot be told from a brother or sister: that share stays as it was.
        if (field == EvidenceField.Given && !_knowsSex) learned = Held(learned, published);
        else if (field == EvidenceField.Given && learned[^1] > MostDifferent * published) learned = Held(learned, MostDifferent * published);
        var change = learned.Zip(shares, (now, was) => Math.Abs(now - was)).Max();
        learned.CopyTo(shares, 0);
        return change;
    }

    private static double[] Held(double[] learned, double different)
    {
        var rest = Math.Max(1 - learned[^1], Smoothing);
        return [.. learned[..^1].Select(share => share * (1 - different) / rest), different];
    }
}
