using System.Collections.Immutable;
using System.Globalization;
using Gateway.Agencies;

namespace Gateway.Audit.Erasure;

/// <summary>How long each controller keeps each kind of record. What no row covers is kept.</summary>
internal sealed class RetentionRules(ImmutableArray<RetentionRule> rules)
{
    private const string Header = "controller,record,from,until_age,years_after,hold,basis";

    public static readonly RetentionRules KeepEverything = new([]);

    /// <summary>Reads the table, or throws with the first line that does not hold.</summary>
    public static RetentionRules Read(string path)
    {
        var lines = File.ReadAllLines(path);
        if (lines.Length == 0 || lines[0] != Header) throw new StartRefusedException([$"{path}: the first line must be {Header}"]);
        return new RetentionRules([.. lines.Skip(1).Where(line => line.Length > 0).Select((line, i) =>
            Row(line) ?? throw new StartRefusedException([$"{path}, line {i + 2}: this is not a row of retention"]))]);
    }

    /// <summary>The row in force on a day: the controller's own before everybody's, the newest before older ones.</summary>
    public RetentionRule? For(RetentionClass retention, DateOnly today) => rules
        .Where(rule => rule.Record == retention.Record && rule.From <= today && (rule.Controller == retention.Controller || rule.Controller == "*"))
        .OrderByDescending(rule => rule.Controller != "*").ThenByDescending(rule => rule.From).FirstOrDefault();

    private static RetentionRule? Row(string line)
    {
        var cells = line.Split(',', 7);
        return cells is [{ Length: > 0 } controller, var record, var from, var age, var years, "yes" or "no", _]
            && Enum.TryParse<RecordType>(record, ignoreCase: true, out var type) && Enum.IsDefined(type)
            && DateOnly.TryParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && int.TryParse(age, NumberStyles.None, CultureInfo.InvariantCulture, out var untilAge) && untilAge <= 150
            && int.TryParse(years, NumberStyles.None, CultureInfo.InvariantCulture, out var yearsAfter) && yearsAfter <= 150
            ? new RetentionRule(controller, type, day, untilAge, yearsAfter, cells[5] == "yes")
            : null;
    }
}
