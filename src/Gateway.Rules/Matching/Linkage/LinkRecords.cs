using System.Collections.Immutable;
using Gateway.Rules.Matching.Linkage.Blocking;
using Gateway.Rules.Matching.Linkage.Columns;
using Gateway.Rules.Matching.Linkage.Model;
using Gateway.Rules.Matching.Linkage.Resolve;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Linkage;

/// <summary>Links two files, or finds the duplicates in one, without labels. The same records give the same result on any number of threads.</summary>
public static class LinkRecords
{
    // Pairs further than this from even odds are neither learned from nor reported.
    private const double OutOfTheQuestion = -14;
    private const int Chunk = 4_096;

    /// <summary>Links.</summary>
    /// <param name="records">The records.</param>
    /// <param name="tables">Names that are used for one another, placeholders.</param>
    /// <param name="progress">Told the step and how much of it is done, from 0 to 1; from any thread.</param>
    public static LinkageResult Run(LinkageRecords records, NameTables tables, Action<LinkageStep, double> progress)
    {
        var columns = ReadColumns.Of(records, tables);
        var candidates = CandidatePairs.Of(records, columns, done => progress(LinkageStep.Finding, done));
        var table = PairTable.Compare(columns, candidates.Left, candidates.Right, done => progress(LinkageStep.Comparing, done));
        var model = new LinkageModel(records, columns);
        var kept = Possible(model, table);
        table = table.Only(kept);
        new Expectation(model, table, Array.ConvertAll(kept, pair => candidates.ByPerson[pair])).Run(done => progress(LinkageStep.Learning, done));
        return Result(records, candidates, table, model);
    }

    private static int[] Possible(LinkageModel model, PairTable table)
    {
        var (prior, possible) = (Math.Log2(model.Prior), new bool[table.Count]);
        Parallel.For(0, (table.Count + Chunk - 1) / Chunk, chunk =>
        {
            for (var pair = chunk * Chunk; pair < Math.Min((chunk + 1) * Chunk, table.Count); pair++)
                possible[pair] = model.Bits(model.Evidence(table, pair)) + prior > OutOfTheQuestion;
        });
        return [.. Enumerable.Range(0, table.Count).Where(pair => possible[pair])];
    }

    private static LinkageResult Result(LinkageRecords records, CandidatePairs candidates, PairTable table, LinkageModel model)
    {
        var evidence = new PairEvidence[table.Count];
        for (var pair = 0; pair < evidence.Length; pair++) evidence[pair] = model.Evidence(table, pair);
        var bits = Array.ConvertAll(evidence, model.Bits);
        var prior = Math.Log2(model.Prior / (1 - model.Prior));
        var alone = Array.ConvertAll(bits, one => one + prior);
        var isOneToOne = OneToOne.Holds(records, table, alone);
        var odds = isOneToOne ? OneToOne.LogOdds(records, table, bits, model.Matches) : Clusters.Joined(records.Count, table, alone);
        return new(
            [.. bits.Select((one, pair) => new LinkedPair(table.Left[pair], table.Right[pair], one, odds[pair], PairGrading.Of(table, pair, evidence[pair].Person)))],
            new CandidateList(candidates.Left, candidates.Right, [.. candidates.Families.Select(family => family.Name)], candidates.Skipped),
            new LearnedModel(model.Matches, model.Household.Siblings, model.Household.Twins, [.. model.Fields.Select(Learned)]),
            isOneToOne);
    }

    private static LearnedField Learned(FieldWeights weights) => new(weights.Column.Field, [.. weights.Match], [.. weights.Random]);
}

/// <summary>What linkage is at.</summary>
public enum LinkageStep
{
    /// <summary>Finding the pairs to compare.</summary>
    Finding,

    /// <summary>Comparing them.</summary>
    Comparing,

    /// <summary>Learning what agreement is worth.</summary>
    Learning,
}
