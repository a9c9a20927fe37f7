using System.Text;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Reading;
using Gateway.Rules.Matching.Weights;
using Gateway.Tool.Matching.Evaluate;

namespace Gateway.Tool.Matching;

/// <summary>The tables and weights of <c>contracts/matching</c>, carried in the tool so that it works from any folder.</summary>
internal static class EmbeddedMatching
{
    // Beside published shares so many children count: a population of a few still knows which names are common.
    private const int PublishedWeight = 20_000;

    private const string Weights = "weights-2026-11-22.json";

    /// <summary>Keys for indexes that live as long as the command.</summary>
    public static IndexKeys Keys { get; } = new("the tool's key 1"u8, "the tool's key 2"u8);

    public static NameTables Names() => EmbeddedTables.Names();

    /// <summary>The file of weights that the tool carries.</summary>
    public static byte[] PublishedWeights() => Bytes(Weights);

    public static MatchingParameters Parameters() => Parameters(PublishedWeights()) switch
    {
        MatchingParametersReading.Valid valid => valid.Parameters,
        MatchingParametersReading.Faulty faulty => throw new InvalidOperationException($"{Weights}: {faulty.Fault}"),
        _ => throw new InvalidOperationException("unknown reading"),
    };

    public static MatchingParametersReading Parameters(byte[] weights) =>
        ReadMatchingParameters.From(weights, ReadNameShares.From(Text("given-name-frequencies.csv"), PublishedWeight));

    private static string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    private static byte[] Bytes(string name)
    {
        using var stream = typeof(EmbeddedMatching).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the tool.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
