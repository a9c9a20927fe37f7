using Gateway.Rules.Matching.Reading;

namespace Gateway.Matching.Registrations;

/// <summary>
/// Which statements are of the child who is known under the number. A number is mistyped, and twins' numbers are exchanged: what speaks of
/// another date of birth, or of a first name that is none of the child's, is set aside until somebody says both in one line.
/// </summary>
internal sealed class SameChild(NameTables tables)
{
    /// <param name="source">The source's child, where it has one: its date of birth stands.</param>
    /// <returns>The child's date of birth, and what is said of the child.</returns>
    public (DateOnly Born, IReadOnlyList<Said> Of) Among(Statements statements, ReadChild? source)
    {
        var all = statements.All.Values.OrderBy(said => said.First).ThenBy(said => StatementJson.Content(said.Statement), StringComparer.Ordinal).ToList();
        var (born, dates) = source is null ? Corrected(all) : (source.Born, [source.Born]);
        var candidates = all.FindAll(said => dates.Contains(said.Statement.Born));
        return (born, Named(candidates, source is null ? [] : [.. source.Versions.Select(version => version.Given ?? "")], source is not null));
    }

    // The date that was said first stands until somebody says that it was wrong and which one is right.
    private static (DateOnly Born, HashSet<DateOnly> Dates) Corrected(List<Said> all)
    {
        var (born, at) = (all[0].Statement.Born, DateTimeOffset.MinValue);
        HashSet<DateOnly> dates = [born];
        while (Next(all, born, at) is { } next)
        {
            (born, at) = (next.Statement.Born, next.AsOf);
            dates.Add(born);
        }

        return (born, dates);
    }

    private static Said? Next(List<Said> all, DateOnly born, DateTimeOffset after) => all
        .Where(said => said.Statement.FormerBorn == born && said.AsOf > after)
        .OrderByDescending(said => said.AsOf).ThenBy(said => said.Statement.Born).FirstOrDefault();

    // One statement after the other is let in by a name of those that are in: in whatever order, it ends with the same ones.
    private List<Said> Named(List<Said> candidates, List<string> given, bool isKnown)
    {
        var names = given.Select(name => NameFold.Of(name)).Where(IsName).ToList();
        var taken = new HashSet<Said>(ReferenceEqualityComparer.Instance);
        if (!isKnown && candidates.Count > 0) Take(candidates[0]);
        for (var before = -1; before != taken.Count;)
        {
            before = taken.Count;
            foreach (var said in candidates)
                if (!taken.Contains(said) && IsOf(said.Statement, names)) Take(said);
        }

        return candidates.FindAll(taken.Contains);

        void Take(Said said)
        {
            taken.Add(said);
            names.AddRange(said.Statement.Names.Select(name => NameFold.Of(name.Given)).Where(IsName));
        }
    }

    private bool IsOf(Statement statement, List<string> names)
    {
        var said = statement.Names.Select(name => NameFold.Of(name.Given)).Where(IsName).ToList();
        return said.Count == 0 || names.Count == 0 || said.Exists(one => names.Exists(other => AreLike(one, other)));
    }

    private bool AreLike(string one, string other) => one.Split(' ').Any(left => other.Split(' ').Any(right => left == right && left.Length > 1 || tables.AreVariants(left, right)));

    private bool IsName(string folded) => folded.Length > 0 && !tables.IsPlaceholder(folded, NamePart.Given);
}
