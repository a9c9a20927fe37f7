using System.Text.RegularExpressions;
using Gateway.Data;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Retention;
using Gateway.Tests.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gateway.Tests.Retention;

/// <summary>Every table of the store is covered by a rule, or says why it has no personal data: a new one without either fails here.</summary>
public sealed partial class WhatCoversATableTests
{
    // What is nobody's record, each explained under the table.
    private static readonly string[] OwnWords = ["passes", "replaced", "index", "never"];

    private static readonly string Readme = File.ReadAllText(Contracts.PathOf("../src/Gateway/Retention/README.md"));

    [Fact]
    public void Every_table_is_covered_by_one_rule_or_says_why_it_has_no_personal_data() => Assert.Empty(Faults(Readme, [.. Entities().Select(TableOf)]));

    [Fact]
    public void A_table_that_is_new_gone_or_named_twice_and_a_rule_that_is_none_are_found()
    {
        string[] tables = [.. Entities().Select(TableOf)];
        Assert.Equal(["Diaries is covered by nothing"], Faults(Readme, [.. tables, "Diaries"]));
        Assert.Equal(["Signals is no table"], Faults(Readme, [.. tables.Where(table => table != "Signals")]));
        Assert.Equal(["Signals stands there twice"], Faults(Readme.Replace("| `Asks`,", "| `Signals`, `Asks`,", StringComparison.Ordinal), tables));
        Assert.Contains("diary is no rule", Faults(Readme.Replace("| `signal` |", "| `diary` |", StringComparison.Ordinal), tables));
    }

    // A column in which a person could stand is no column of a table that says it has none.
    [Fact]
    public void What_says_that_it_has_no_personal_data_has_no_column_for_any()
    {
        var without = Rows(Readme).Where(row => row.Rule is null).SelectMany(row => row.Tables).ToHashSet();
        Assert.NotEmpty(without);
        foreach (var property in Entities().Where(entity => without.Contains(TableOf(entity))).SelectMany(entity => entity.GetProperties()))
        {
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            Assert.False(type == typeof(NhsNumber) || Personal().IsMatch(property.Name), $"{property.DeclaringType.DisplayName()}.{property.Name}");
        }
    }

    private static List<string> Faults(string readme, string[] tables)
    {
        var rows = Rows(readme).ToArray();
        string[] named = [.. rows.SelectMany(row => row.Tables)], rules = [.. rows.Select(row => row.Rule).OfType<string>()], known = [.. RecordKindWords.All, .. PassingKindWords.All, .. OwnWords];
        return
        [
            .. tables.Distinct().Except(named).Select(table => $"{table} is covered by nothing"), .. named.Except(tables).Select(table => $"{table} is no table"),
            .. named.GroupBy(table => table).Where(same => same.Count() > 1).Select(same => $"{same.Key} stands there twice"), .. rules.Except(known).Select(rule => $"{rule} is no rule"), .. known.Except(rules).Select(rule => $"{rule} covers nothing"),
        ];
    }

    // Three more cells where it is covered: the rule, its clock and the hold; one more where it needs none.
    private static IEnumerable<(string[] Tables, string? Rule)> Rows(string readme) =>
        from line in readme.Split('\n')
        where line.StartsWith("| `", StringComparison.Ordinal)
        let cells = line.Trim('|', ' ').Split(" | ")
        select (Word().Matches(cells[0]).Select(word => word.Groups[1].Value).ToArray(), cells.Length == 4 ? Word().Match(cells[1]).Groups[1].Value : null);

    private static IEnumerable<IEntityType> Entities()
    {
        using var db = new GatewayContext(new DbContextOptionsBuilder<GatewayContext>().UseSqlite("Data Source=:memory:").Options);
        return [.. db.Model.GetEntityTypes()];
    }

    private static string TableOf(IEntityType entity) => entity.GetTableName()!;

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Word();

    [GeneratedRegex("Child|Born|Birth|Person|(?<=.)Name$|Sealed|Content|About|Body|Pupil|Author|Reason|Typed|Text")]
    private static partial Regex Personal();
}
