using System.Globalization;
using System.Text.Json;
using Gateway.Audit;
using Gateway.Audit.Sealing;
using Gateway.Federation;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;
using Gateway.Rules.Signals;

namespace Gateway.Signals;

/// <summary>A check that was answered, as the ledger has it.</summary>
internal sealed record CheckOfLedger(long Position, string Agency, ChildAsked Child, DateTimeOffset At, PlanSaid Plan)
{
    /// <summary>Who asked.</summary>
    public string Practitioner { get; init; } = "";

    /// <summary>Something in it was let go on a written reason: where the same person asked before on that day it is that check, asked again.</summary>
    public bool Reasoned { get; init; }

    private static readonly string[] Plans = [Item.PlanFlag.Word(), Item.LookedAfter.Word(), Item.UnbornPlan.Word()];

    /// <summary>The check whose answer an entry is; null where it is none, where nobody knew the child, or where its retention is over.</summary>
    public static async Task<CheckOfLedger?> ReadAsync(Ledger ledger, long position, DateTimeOffset at, CancellationToken stopping) =>
        await ledger.ReadSectionAsync(position, 0, stopping) is SectionReading.Opened { Section: var common } && AskerOf(common) is var (agency, practitioner, reasoned)
            && await ledger.ReadSectionAsync(position, 1, stopping) is SectionReading.Opened { Section: var child } && Read(child) is var (about, plan)
                ? new CheckOfLedger(position, agency, about, at, plan) { Practitioner = practitioner, Reasoned = reasoned }
                : null;

    // The first answer to a question of its own: what came late, what was released to be collected and what was told to somebody else are parts of another.
    private static (string Agency, string Practitioner, bool Reasoned)? AskerOf(ReadOnlyMemory<byte> common)
    {
        using var document = JsonDocument.Parse(common);
        var root = document.RootElement;
        return !root.TryGetProperty("kind", out _) && !root.TryGetProperty("collects", out _)
            && root.TryGetProperty("identity", out var identity) && (identity.ValueEquals("exact") || identity.ValueEquals("not-asked"))
                ? (root.GetProperty("agency").GetString()!, root.GetProperty("practitioner").GetString()!, root.TryGetProperty("items", out var items) && items.EnumerateArray().Any(item => item.TryGetProperty("justified", out _)))
                : null;
    }

    private static (ChildAsked About, PlanSaid Plan)? Read(ReadOnlyMemory<byte> section)
    {
        using var document = JsonDocument.Parse(section);
        var child = document.RootElement.GetProperty("child");
        if (NhsNumber.Read(child.GetProperty("nhsNumber").GetString() ?? "", out var number) != NhsNumberFault.None) return null;
        var born = DateOnly.ParseExact(child.GetProperty("dateOfBirth").GetString()!, "O", CultureInfo.InvariantCulture);
        return (new ChildAsked(number, born), PlanOf(document.RootElement));
    }

    private static PlanSaid PlanOf(JsonElement section)
    {
        var said = section.TryGetProperty("sources", out var sources)
            ? sources.EnumerateArray().SelectMany(source => Plans.Select(plan => source.GetProperty("said").TryGetProperty(plan, out var word) ? word.GetString() : null)).OfType<string>().ToArray()
            : [];
        if (said.Any(word => word is "held" or "held-in-part")) return PlanSaid.Held;
        return said.Length > 0 && said.All(word => word is "nothing-held" or "not-applicable") ? PlanSaid.Nothing : PlanSaid.NotKnown;
    }
}
