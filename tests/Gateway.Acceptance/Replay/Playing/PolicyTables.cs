using System.Collections.Immutable;

namespace Gateway.Acceptance.Replay.Playing;

/// <summary>What the replay has to know of the published tables to sign people in as they work: roles, how each is involved, which decision each may need something for.</summary>
internal sealed class PolicyTables
{
    private readonly Dictionary<string, string[]> _involved;
    private readonly Dictionary<string, string> _purposes;
    private readonly ILookup<(string Role, string Purpose), string> _decisions;

    private PolicyTables(Dictionary<string, string[]> involved, Dictionary<string, string> purposes, ILookup<(string, string), string> decisions) =>
        (_involved, _purposes, _decisions) = (involved, purposes, decisions);

    public static PolicyTables Published { get; } = new(
        Rows("policy", "roles.csv").ToDictionary(row => row[0], row => row[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        Rows("policy", "purposes.csv").ToDictionary(row => row[1], row => row[0]),
        Rows("policy", "decisions.csv").ToLookup(row => (row[0], row[1]), row => row[2]));

    /// <summary>The roles that somebody can sign in with.</summary>
    public ImmutableArray<string> Roles => [.. _involved.Keys, "information-governance", "operations"];

    /// <summary>The usual ways in which a role is involved with a child, the most usual first.</summary>
    public IReadOnlyList<string> Involved(string role) => _involved.GetValueOrDefault(role) ?? [];

    /// <summary>The event of a notice by its number in the workflows; what a ruling asks for has none.</summary>
    public static IReadOnlyDictionary<int, string> NoticeEvents { get; } =
        Rows("notices", "events.csv").Where(row => row[1].StartsWith('E')).DistinctBy(row => row[1]).ToDictionary(row => int.Parse(row[1].AsSpan(1), System.Globalization.CultureInfo.InvariantCulture), row => row[0]);

    /// <summary>The role that people of a part have, where the part has none of its own yet.</summary>
    public static IReadOnlyDictionary<string, string> Parts { get; } = Rows("notices", "recipients.csv").Where(row => row[2].Length > 0).DistinctBy(row => row[0]).ToDictionary(row => row[0], row => row[2].Split(' ')[0]);

    /// <summary>A decision that this role takes for this purpose; one that needs a place where there is one.</summary>
    public string Decision(string role, string purpose)
    {
        string[] all = [.. _decisions[(role, _purposes.GetValueOrDefault(purpose) ?? "")]];
        return all.Contains("locate-child") ? "locate-child" : all.FirstOrDefault() ?? "make-referral";
    }

    private static IEnumerable<string[]> Rows(params string[] path) => File.ReadLines(Repository.At(["contracts", .. path])).Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','));
}
