using System.Collections.Immutable;
using System.Globalization;
using Gateway.Rules.Matching.Linkage.Columns;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Linkage.Learn;

/// <summary>
/// Learns what agreement is worth from two files of the same children, without labels: in sessions fixed on keys of the person, with
/// chance agreement fixed from random pairs (matching, section 4, "Training trap"). The same files teach the same on any number of threads.
/// </summary>
public static class LearnEvidence
{
    private const int FewestRecords = 1_000;
    private const int FewestHouseholds = 300;
    private const double FewestMatches = 200;

    /// <summary>Learns.</summary>
    /// <param name="records">Two files.</param>
    /// <param name="tables">Names that are used for one another, placeholders.</param>
    /// <param name="progress">Told how much is done, from 0 to 1.</param>
    public static LearningOutcome From(LinkageRecords records, NameTables tables, Action<double> progress)
    {
        if (records.IsOneFile) return new LearningOutcome.Refused("Two files are needed: what one child's records have in common is learned from children who are in both.");
        if (Math.Min(records.LeftCount, records.RightCount) is var few and < FewestRecords)
            return new LearningOutcome.Refused(Text($"A file has {few:N0} records; at least {FewestRecords:N0} are needed on each side, or chance is learned for truth."));
        var columns = EvidenceColumn.Of(ReadColumns.Of(records, tables));
        progress(0.2);
        if (EvidenceLevels.Fields.FirstOrDefault(field => field != EvidenceField.Sex && columns.All(column => column.Field != field), (EvidenceField)(-1)) is var missing and >= 0)
            return new LearningOutcome.Refused($"There is no column of the kind {missing.ToString().ToLowerInvariant()}: given and family names, dates of birth and full postcodes are needed.");
        var households = Math.Min(Households(records, columns, 0, records.LeftCount), Households(records, columns, records.LeftCount, records.Count));
        return households < FewestHouseholds
            ? new LearningOutcome.Refused(Text($"A file is of {households:N0} households; at least {FewestHouseholds:N0} are needed, or what a family shares is learned for what one child is."))
            : Learn(records, columns, progress);
    }

    private static LearningOutcome Learn(LinkageRecords records, ImmutableArray<EvidenceColumn> columns, Action<double> progress)
    {
        var seen = new HashSet<int>();
        Session Of(params ImmutableArray<EvidenceField> keys) => Session.Of(records, columns, seen, keys);
        var names = Of(EvidenceField.Birth, EvidenceField.Postcode);
        var births = Of(EvidenceField.Given, EvidenceField.Surname, EvidenceField.Postcode);
        var places = Of(EvidenceField.Given, EvidenceField.Surname, EvidenceField.Birth);
        progress(0.4);
        var random = EvidenceLevels.Fields.Select(field => new double[EvidenceLevels.Count(field)]).ToArray();
        foreach (var (at, column) in columns.Index())
        {
            random[(int)column.Field] = RandomAgreement.Shares(records, column, seen.Count);
            progress(0.4 + 0.1 * (at + 1));
        }

        var agreeing = Session.Agreeing(records, columns, EvidenceField.Given, EvidenceField.Surname);
        double Chance(Session session, EvidenceField third) =>
            Math.Clamp((agreeing - session.Pairs) * random[(int)third][0] / Math.Max(session.Pairs, 1), 0, 1);
        (Session Session, SessionMixture Mixture)[] all =
        [
            (names, new SessionMixture(names, random, null)),
            (births, new SessionMixture(births, random, Chance(births, EvidenceField.Postcode))),
            (places, new SessionMixture(places, random, Chance(places, EvidenceField.Birth))),
        ];
        var learned = all.Select(one => one.Mixture.Run()).ToImmutableArray();
        progress(1);
        return learned.Max(session => session.Matches) < FewestMatches
            ? new LearningOutcome.Refused(Text($"Hardly any child is in both files: at most {learned.Max(session => session.Matches):N0} were found; at least {FewestMatches:N0} are needed."))
            : new LearningOutcome.Learned(new LearnedEvidence([.. columns.SelectMany(column => Levels(column.Field, all, learned, random))], learned));
    }

    // Each field from the sessions in which it is no key, each with the weight of the children it found.
    private static IEnumerable<LearnedLevel> Levels(
        EvidenceField field, (Session Session, SessionMixture Mixture)[] sessions, ImmutableArray<LearnedSession> learned, double[][] random)
    {
        var used = sessions.Index().Where(one => one.Item.Mixture.Teaches(field) && learned[one.Index] is { Converged: true, Matches: >= FewestMatches }).ToArray();
        var whole = used.Sum(one => learned[one.Index].Matches);
        for (var level = 0; level < EvidenceLevels.Count(field); level++)
        {
            var expected = used.Sum(one => learned[one.Index].Matches * one.Item.Mixture.Match(field, level));
            var match = whole > 0 ? expected / whole : EvidenceLevels.Start(field)[level];
            yield return new LearnedLevel(field, EvidenceLevels.Name(field, level), match, random[(int)field][level], expected);
        }
    }

    private static int Households(LinkageRecords records, ImmutableArray<EvidenceColumn> columns, int from, int to)
    {
        var (surname, postcode) = (columns.Single(column => column.Field == EvidenceField.Surname), columns.Single(column => column.Field == EvidenceField.Postcode));
        var found = new HashSet<(int, int)>();
        for (var record = from; record < to; record++)
            if (surname.Value(record) >= 0 && postcode.Value(record) >= 0) found.Add((surname.Value(record), postcode.Value(record)));
        return found.Count;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
