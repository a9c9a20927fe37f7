using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Rules.Policy;

/// <summary>Either a whole policy, or everything that is wrong with it.</summary>
public abstract record PolicyReading
{
    private PolicyReading() { }

    /// <summary>A policy that may be put in force.</summary>
    public sealed record Valid(PolicyBundle Policy) : PolicyReading;

    /// <summary>Every fault, each naming the file and line.</summary>
    public sealed record Faulty(ImmutableArray<string> Faults) : PolicyReading;
}

/// <summary>
/// Reads the policy from the text of its files. Strict: an unknown role, purpose, item, outcome, reason or relationship
/// is a fault, never a default. Pure: the caller reads the files.
/// </summary>
public sealed class PolicyReader
{
    private readonly List<string> _faults = [];

    /// <summary>Reads a bundle from its manifest, matrix, roles and reasons (see <c>contracts/policy/README.md</c>).</summary>
    public static PolicyReading Read(PolicyFiles files) => new PolicyReader().ReadAll(files);

    private PolicyReading ReadAll(PolicyFiles files)
    {
        var manifest = Manifest(files.Text("manifest.csv"));
        var reasons = Reasons(files.Text("reasons.csv"));
        var roles = Roles(files.Text("roles.csv"));
        var columns = Matrix(files.Text("matrix.csv"), roles, reasons);
        if (_faults.Count > 0) return new PolicyReading.Faulty([.. _faults]);
        return new PolicyReading.Valid(new PolicyBundle(
            manifest["version"], Day(manifest["validFrom"]), manifest["validTo"] is "" ? null : Day(manifest["validTo"]),
            Hash(files), columns, roles, reasons));
    }

    private Dictionary<string, string> Manifest(string text)
    {
        var found = Rows("manifest.csv", text, 2).ToDictionary(r => r.Fields[0], r => r.Fields[1], StringComparer.Ordinal);
        foreach (var name in (string[])["version", "validFrom", "validTo"])
            if (!found.ContainsKey(name)) _faults.Add($"manifest.csv: '{name}' is missing");
        foreach (var name in (string[])["validFrom", "validTo"])
            if (found.TryGetValue(name, out var day) && !(name == "validTo" && day is "") && !IsDay(day))
                _faults.Add($"manifest.csv: '{name}' is not a date (year-month-day)");
        return found;
    }

    private FrozenDictionary<string, string> Reasons(string text)
    {
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (line, fields) in Rows("reasons.csv", text, 3))
            if (fields[1] is "" || !reasons.TryAdd(fields[0], fields[1])) Fault("reasons.csv", line, $"'{fields[0]}' is empty or stands twice");
        return reasons.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private FrozenDictionary<string, RoleTerms> Roles(string text)
    {
        var roles = new Dictionary<string, RoleTerms>(StringComparer.Ordinal);
        foreach (var (line, fields) in Rows("roles.csv", text, 4))
        {
            var types = Types(line, fields[1]);
            if (!roles.TryAdd(fields[0], new RoleTerms(fields[0], types, fields[2] == "yes")))
                Fault("roles.csv", line, $"role '{fields[0]}' stands twice");
            if (fields[2] is not ("yes" or "no")) Fault("roles.csv", line, "nominated is yes or no");
        }

        return roles.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private ImmutableArray<RelationshipType> Types(int line, string text)
    {
        var types = ImmutableArray.CreateBuilder<RelationshipType>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (RelationshipWords.TryRead(word, out var type)) types.Add(type);
            else Fault("roles.csv", line, $"'{word}' is not a relationship");
        return types.ToImmutable();
    }

    private FrozenDictionary<(string, Purpose), Cell?[]> Matrix(
        string text, FrozenDictionary<string, RoleTerms> roles, FrozenDictionary<string, string> reasons)
    {
        var columns = new Dictionary<(string, Purpose), Cell?[]>();
        foreach (var (line, fields) in Rows("matrix.csv", text, 6))
        {
            if (ReadCell(line, fields, reasons) is not var (item, cell)) continue;
            foreach (var role in Each(fields[0], "anyone", roles.Keys))
            {
                if (!roles.ContainsKey(role)) Fault("matrix.csv", line, $"'{role}' is not a role");
                foreach (var purpose in Each(fields[1], "any", PurposeIds))
                    if (!PurposeWords.TryReadId(purpose, out var known)) Fault("matrix.csv", line, $"'{purpose}' is not a purpose");
                    else Put(columns, line, (role, known), item, cell, exact: fields[0] == role && fields[1] == purpose);
            }
        }

        return columns.ToFrozenDictionary();
    }

    private static IEnumerable<string> PurposeIds => Enum.GetValues<Purpose>().Select(p => p.Id());

    private static IEnumerable<string> Each(string field, string wildcard, IEnumerable<string> all) => field == wildcard ? all : [field];

    private (Item Item, Cell Cell)? ReadCell(int line, string[] fields, FrozenDictionary<string, string> reasons)
    {
        var item = ItemWords.All.FirstOrDefault(i => i.Id() == fields[2]);
        if (item == default) Fault("matrix.csv", line, $"'{fields[2]}' is not an item");
        if (!OutcomeWords.TryReadCell(fields[3], out var outcome)) Fault("matrix.csv", line, $"'{fields[3]}' is not an outcome");
        if (!reasons.ContainsKey(fields[4])) Fault("matrix.csv", line, $"'{fields[4]}' is not a reason");
        return item == default ? null : (item, new Cell(outcome, fields[4]));
    }

    // Where a row with a wildcard meets another, the stricter of the two stands.
    private void Put(Dictionary<(string, Purpose), Cell?[]> columns, int line, (string, Purpose) key, Item item, Cell cell, bool exact)
    {
        if (!columns.TryGetValue(key, out var column)) columns[key] = column = new Cell?[ItemWords.All.Length + 1];
        var before = column[(int)item];
        if (exact && before is not null) Fault("matrix.csv", line, "the cell stands twice");
        if (before is null || cell.Outcome > before.Outcome) column[(int)item] = cell;
    }

    private IEnumerable<(int Line, string[] Fields)> Rows(string file, string text, int width)
    {
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.TrimEnd('\r');
            if (number == 1 || line.Length == 0) continue;
            var fields = CsvLine.Split(line);
            if (fields.Length == width) yield return (number, fields);
            else Fault(file, number, $"has {fields.Length} fields, not {width}");
        }
    }

    private void Fault(string file, int line, string what) => _faults.Add($"{file} line {line}: {what}");

    private static bool IsDay(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Each file is hashed on its own first, so that no text can move from one file to the next unseen.
    private static byte[] Hash(PolicyFiles files) =>
        SHA256.HashData([.. PolicyFiles.Names.SelectMany(name => SHA256.HashData(files[name].Span))]);
}
