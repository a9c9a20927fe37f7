using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Benchmarks.Processes;

namespace Gateway.Benchmarks.Policy;

/// <summary>The shared file: ten rules and the requests that every engine is asked.</summary>
/// <param name="Cells">The rules that are a part of the matrix.</param>
/// <param name="Reasons">The reason of each rule.</param>
internal sealed record TenRules(ImmutableArray<CellRule> Cells, ImmutableArray<string> Reasons, ImmutableArray<RequestFactsRow> Requests, string Hash)
{
    public static string Folder => Path.Combine(Programs.Repository, "tests", "Gateway.Benchmarks", "Policy");

    public static string File => Path.Combine(Folder, "ten-rules.json");

    public static TenRules Read()
    {
        var bytes = System.IO.File.ReadAllBytes(File);
        if (MakeRequests.With(Encoding.UTF8.GetString(bytes)) is var made && !Encoding.UTF8.GetBytes(made).AsSpan().SequenceEqual(bytes))
            throw new InvalidDataException("The requests of ten-rules.json are not the ones that 'policy-requests' writes.");
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        if (!root.GetProperty("facts").EnumerateArray().Select(fact => fact.GetString()).SequenceEqual(RequestFactsRow.Columns))
            throw new InvalidDataException("The facts of ten-rules.json are not the ones that this program knows.");
        return new TenRules(
            [.. root.GetProperty("rules").EnumerateArray().Select(CellRule.Read).OfType<CellRule>()],
            [.. root.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("reason").GetString()!)],
            [.. root.GetProperty("requests").EnumerateArray().Select(RequestFactsRow.Read)],
            Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]);
    }
}

/// <summary>A rule that is a part of the matrix: a role and purpose receive these items in this way. The other rules are in the engine itself.</summary>
internal sealed record CellRule(string Role, string Purpose, ImmutableArray<string> Items, string Outcome, string Reason)
{
    /// <summary>Null where the rule is no part of the matrix: it refuses, or says something of another fact.</summary>
    public static CellRule? Read(JsonElement rule)
    {
        var (outcome, when) = (rule.GetProperty("outcome").GetString()!, rule.GetProperty("when"));
        if (outcome == "R" || !when.TryGetProperty("all", out var all)) return null;
        var facts = all.EnumerateArray().ToDictionary(part => part.GetProperty("fact").GetString()!, part => part.GetProperty("value"), StringComparer.Ordinal);
        return new CellRule(
            facts["role"].GetString()!, facts["purpose"].GetString()!, [.. facts["item"].EnumerateArray().Select(item => item.GetString()!)],
            outcome, rule.GetProperty("reason").GetString()!);
    }

    public string Column => $"{Role},{Purpose}";

    public IEnumerable<string> Rows() => Items.Select(item => $"{Column},{item},{Outcome},{Reason},");
}
