using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit.Health;
using Gateway.Audit.Publishing;
using Gateway.Audit.Trace;

namespace Gateway.Audit.Pages;

/// <summary>One decision from end to end, as an officer reads it.</summary>
internal sealed record TracePage(DecisionTrace Trace, LedgerReceipt Receipt, Register Register, ServiceDeskHolder Desk)
{
    private static readonly (string Name, string Words)[] Written =
    [
        ("supports", "For the decision"), ("whyNotLess", "Why less would not do"), ("whatIfWait", "What could happen while waiting"),
        ("ifNotSharedReason", "Risk if not shared"), ("ifSharedReason", "Risk if shared"),
    ];

    /// <summary>True where an entry, or the tree that it is held against, is not what was signed.</summary>
    public bool IsBroken => Trace.Signature == Standing.Broken || !Trace.Shut.IsEmpty || Trace.Entries.Any(entry => entry.Proof == Standing.Broken);

    public string Policy => Trace.Decision.Text("policyVersion") ?? "Not known";

    /// <summary>How the asker was involved with the child, as their own agency said.</summary>
    public string Involvement
    {
        get
        {
            if (!Trace.Decision.Common.TryGetProperty("relationship", out var said)) return "Not recorded";
            if (Text(said, "notAnswered") is { } silent) return $"Not known: the agency's own system did not say ({EntryWords.Code(silent)})";
            return Text(said, "type") is { } type and not "none" ? $"{EntryWords.Sentence(EntryWords.Code(type))}{(Text(said, "reference") is { } reference ? ", " + reference : "")}" : "None confirmed";
        }
    }

    /// <summary>What the asker wrote, word for word.</summary>
    public IEnumerable<(string Words, string Text)> Reasons
    {
        get
        {
            if (Trace.Decision.Common.TryGetProperty("emergency", out var emergency) && Text(emergency, "basis") is { } basis) yield return ("Emergency declared", basis);
            if (!Trace.Decision.Common.TryGetProperty("justification", out var justification)) yield break;
            foreach (var (name, words) in Written)
                if (Text(justification, name) is { } text) yield return (words, text);
        }
    }

    /// <summary>What each source said, item by item, and as of when.</summary>
    public ImmutableArray<SourceAsked> Sources
    {
        get
        {
            if (Trace.Answer?.Child is not { } child || !child.TryGetProperty("sources", out var groups)) return [];
            return [.. groups.EnumerateArray().SelectMany(group => group.GetProperty("custodians").EnumerateObject()
                .Select(custodian => new SourceAsked(NameOf(custodian.Name) + (IsIn(group, "lists", custodian.Name) ? ", by its signed list" : IsIn(group, "files", custodian.Name) ? ", by its file" : ""), Said(group.GetProperty("said")), AsOf(custodian.Value))))];
        }
    }

    public string? Released => Trace.Answer?.Child is { } child ? Text(child, "released") : null;

    public bool NotLooked => Trace.Answer?.Text("identity") == "not-known";

    public bool NotMatched => Trace.Answer?.Text("identity") == "not-matched";

    private string NameOf(string custodian) => Register.CustodianOf(custodian)?.Name ?? custodian;

    private static bool IsIn(JsonElement group, string kept, string custodian) => group.TryGetProperty(kept, out var these) && these.TryGetProperty(custodian, out _);

    // Sources mostly say one thing of everything that they were asked.
    private static string Said(JsonElement said) => string.Join("; ", said.EnumerateObject()
        .GroupBy(item => EntryWords.Said(item.Value.GetString() ?? ""), item => EntryWords.Item(item.Name))
        .Select(same => $"{EntryWords.Sentence(same.Key)}: {string.Join(", ", same)}"));

    private static DateTimeOffset? AsOf(JsonElement at) => at.ValueKind == JsonValueKind.String && at.TryGetDateTimeOffset(out var instant) ? instant : null;

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}

internal sealed record SourceAsked(string Name, string Said, DateTimeOffset? AsOf);

/// <summary>A decision that is there and does not open.</summary>
internal sealed record ShutPage(long Index, ServiceDeskHolder Desk);
