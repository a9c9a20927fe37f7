using System.Data.Common;
using Gateway.Alerts;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Rules.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Find;

/// <summary>Leaves an alert for the asker's information governance officer, once an hour of each kind.</summary>
internal sealed class TellOfLooks(IDbContextFactory<GatewayContext> contexts, PatternKey key, AppendToLedger append, TimeProvider time, ILogger<TellOfLooks> log)
{
    public const string Rate = "rate";
    public const string Walk = "walk";
    public const string Unsure = "unsure";
    public const string OneChild = "one-child";
    public const string Canary = "canary";

    /// <param name="child">Whom it is about; the default where it is about nobody in particular.</param>
    public async Task RunAsync(FindContext look, Guid entry, string code, (NhsNumber Number, DateOnly Born) child, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var matter = new AlertMatter(AlertKind.Fishing, code, look.Policy.Hash, key.Of(
            "fishing", code, PatternKey.Of(look.Asker).ToString("N"), child.Number.IsEmpty ? "" : key.Of(child.Number).ToString("x16", null), $"{now.ToUnixTimeSeconds() / 3600}"));
        try
        {
            await contexts.AddNewAsync([Alert.OfLook(look, entry, matter, child, now)], stopping);
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException)
        {
            // The look stands in the ledger all the same.
            log.LogError(SecurityEvents.AlertNotRecorded, "An alert could not be recorded: {Fault}", fault.GetType().Name);
        }
    }

    /// <summary>An identity that an adoption sealed was looked for: an entry of the gateway's own on the child's trail, and a word to the operator's safeguarding desk.</summary>
    public async Task OfSealedAsync(IReadOnlyList<ChildHeld> children, Guid look, string agency)
    {
        foreach (var child in children)
        {
            var asked = new ChildAsked(child.Number, child.Born);
            var section = asked.Section(RetentionClass.Decision(agency), json =>
            {
                AskCustodians.WriteChild(json, asked);
                json.WriteString("look"u8, look);
            });
            var common = JsonBytes.Of(json => json.WriteString("kind"u8, "sealed-identity"));
            var entry = new LedgerEntry(EntryType.Match, Guid.CreateVersion7(time.GetUtcNow()), AgencyClass.Gateway, EntryOutcome.Noted, new byte[32], new AskerSection(common, null), [section]);
            var recorded = await append(entry, CancellationToken.None) is AppendResult.Recorded;
            log.LogWarning(SecurityEvents.SealedIdentitySought, "A sealed identity was looked for; an entry says of whom: {Recorded}", recorded);
        }
    }
}
