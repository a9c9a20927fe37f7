using Gateway.Rules.Matching.Reading;

namespace Gateway.Tool.Synthetic.Matching.Names;

/// <summary>
/// For the commoner given names, those of the same sex and origin that differ by a letter or two: what near-named twins are called. Short
/// forms and other spellings of one name are not among them: nobody gives two children one name.
/// </summary>
internal sealed class NearNames
{
    private const int Commonest = 2_500;

    private readonly Dictionary<int, int[]> _near = [];
    private readonly NameTables _tables;

    public NearNames(IEnumerable<List<(int Id, string Name)>> groups, NameTables tables)
    {
        _tables = tables;
        foreach (var group in groups)
            foreach (var bucket in group.Take(Commonest).GroupBy(n => n.Name[..Math.Min(2, n.Name.Length)]))
                Add([.. bucket]);
    }

    public int Of(int id, ref FamilyDice dice) => _near.TryGetValue(id, out var near) ? near[dice.Below(near.Length)] : id;

    private void Add(List<(int Id, string Name)> alike)
    {
        foreach (var (id, name) in alike)
        {
            int[] near = [.. alike.Where(other => other.Id != id && AreNear(name, other.Name) && !AreOne(name, other.Name)).Select(other => other.Id)];
            if (near.Length > 0) _near.TryAdd(id, near);
        }
    }

    private static bool AreNear(string one, string other) =>
        Math.Abs(one.Length - other.Length) <= 1 && Math.Min(one.Length, other.Length) >= 3 && Distance(one, other) <= (one.Length < 6 ? 1 : 2);

    private bool AreOne(string one, string other)
    {
        var (ours, theirs) = (PersonName.Read(one, _tables).Tokens, PersonName.Read(other, _tables).Tokens);
        return ours.Any(token => theirs.Any(held => _tables.AreVariants(token, held)));
    }

    private static int Distance(string one, string other)
    {
        Span<int> row = stackalloc int[other.Length + 1];
        for (var j = 0; j < row.Length; j++) row[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j < row.Length; j++)
            {
                var changed = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
