using System.Collections.Immutable;
using System.Globalization;
using Gateway.Rules.Policy;

namespace Gateway.Benchmarks.Policy;

/// <summary>The policy of contracts/policy with its roles many times over, each with cells of its own, and single questions to all of them.</summary>
internal sealed record Grown(PolicyBundle Policy, RequestFacts[] Requests)
{
    private const int Questions = 8400;

    public static Grown Times(int times)
    {
        var policy = Bundles.Read(Text(Bundles.Texts(), times));
        return new Grown(policy, [.. Spread(policy, Cells(policy))]);
    }

    /// <summary>The first so many rows of the matrix, with the roles that they name.</summary>
    public static PolicyFiles Rows(int rows)
    {
        var files = Bundles.Texts();
        var times = rows / Lines(files.Matrix).Length + 2;
        var grown = Text(files, times);
        return grown with { Matrix = Head(files.Matrix) + string.Join('\n', Lines(grown.Matrix).Take(rows)) + '\n' };
    }

    private static PolicyFiles Text(PolicyFiles files, int times) => files with
    {
        Matrix = Head(files.Matrix) + string.Join('\n', Many(Lines(files.Matrix), times)) + '\n',
        Roles = Head(files.Roles) + string.Join('\n', Many(Lines(files.Roles), times)) + '\n',
    };

    private static IEnumerable<string> Many(string[] lines, int times) => Enumerable.Range(0, times).SelectMany(copy => lines
        .Where(line => copy == 0 || !line.StartsWith("anyone,", StringComparison.Ordinal))
        .Select(line => copy == 0 ? line : $"{line[..line.IndexOf(',', StringComparison.Ordinal)]}-{copy.ToString(CultureInfo.InvariantCulture)}{line[line.IndexOf(',', StringComparison.Ordinal)..]}"));

    private static string Head(string text) => text[..(text.IndexOf('\n', StringComparison.Ordinal) + 1)];

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];

    private static List<(string Role, Purpose Purpose, Item Item)> Cells(PolicyBundle policy) =>
    [
        .. from role in policy.RoleNames
           from purpose in Enum.GetValues<Purpose>()
           from item in ItemWords.All
           where policy.Cell(role, purpose, item) is not null
           select (role, purpose, item),
    ];

    // The same number of questions however many cells there are, spread over all of them: what grows is the policy alone.
    private static IEnumerable<RequestFacts> Spread(PolicyBundle policy, List<(string Role, Purpose Purpose, Item Item)> cells)
    {
        var order = new Random(1);
        var places = Enumerable.Range(0, cells.Count).ToArray();
        order.Shuffle(places);
        for (var i = 0; i < Questions; i++)
        {
            var (role, purpose, item) = cells[places[i % places.Length]];
            yield return Question(OwnRequests.Any(policy, role), role, purpose, item, i);
        }
    }

    private static RequestFacts Question(Relationship relationship, string role, Purpose purpose, Item item, int place) =>
        new(OwnRequests.At, role, purpose, [item])
        {
            Relationship = relationship,
            AgeYears = place % 20,
            PregnancyRecorded = place % 3 == 0,
            ConsentGiven = place % 2 == 0,
            Flags = (place % 7 == 0 ? RequestFlags.Emergency : 0) | (place % 11 == 0 ? RequestFlags.Anomaly : 0) | (place % 13 == 0 ? RequestFlags.DutyInForce : 0),
        };
}
