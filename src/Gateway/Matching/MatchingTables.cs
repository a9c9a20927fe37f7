using System.Security.Cryptography;
using System.Text;
using Gateway.Agencies;
using Gateway.Matching.Find;
using Gateway.Rules.Matching.Reading;
using Gateway.Rules.Matching.Weights;

namespace Gateway.Matching;

/// <summary>What matching goes by, as data: names, weights, limits. A fault in any of it stops the start and names the file.</summary>
internal sealed record MatchingTables(NameTables Names, MatchingParameters Parameters, LookLimits Limits)
{
    /// <summary>Tells the tables of names from others: an index that was built with others finds other children.</summary>
    public required byte[] NamesHash { get; init; }

    // Published shares count as much as so many children of our own.
    private const int PublishedWeight = 100_000;

    public static MatchingTables From(string folder)
    {
        var shares = ReadNameShares.From(Read("given-name-frequencies.csv"), PublishedWeight);
        var parameters = ReadMatchingParameters.From(File.ReadAllBytes(Newest(folder)), shares) switch
        {
            MatchingParametersReading.Valid(var read) => read,
            MatchingParametersReading.Faulty(var why) => throw new StartRefusedException([$"{Path.GetFileName(Newest(folder))}: {why}"]),
            _ => throw new InvalidOperationException(),
        };
        var names = ReadNameTables.From(Read("given-name-groups.csv"), Read("placeholders.csv")) switch
        {
            NameTablesReading.Valid(var read) => read,
            NameTablesReading.Faulty(var why) => throw new StartRefusedException([.. why]),
            _ => throw new InvalidOperationException(),
        };
        return new MatchingTables(names, parameters, LookLimits.From(Read("limits.csv")))
        {
            NamesHash = SHA256.HashData(Encoding.UTF8.GetBytes(Read("given-name-groups.csv") + '\0' + Read("placeholders.csv"))),
        };

        string Read(string file) => File.ReadAllText(Path.Combine(folder, file));
    }

    private static string Newest(string folder) => Directory.GetFiles(folder, "weights-*.json").Order(StringComparer.Ordinal).LastOrDefault()
        ?? throw new StartRefusedException(["contracts/matching has no weights-*.json"]);
}
