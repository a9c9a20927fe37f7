using System.Text;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit.Sealing;
using Gateway.Hosting;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Publishing;

/// <summary>
/// <c>GET /ledger/v1/receipt/{interaction}</c>: the entries of a question that this agency asked, each with the proof that it is in the
/// published log, for the agency to keep. The question is named by its interaction or by any entry of it, as the answer's receipt does.
/// A question of another agency is not told from one that never was.
/// </summary>
internal static class ReceiptEndpoint
{
    public static async Task HandleAsync(HttpContext http, PublishedLog log, Ledger ledger, Guid interaction)
    {
        if (await ReadAsync(WorkAnswers.Who(http), log, ledger, interaction, http.RequestAborted) is not { } receipt) await Problems.WriteAsync(http, Problem.NotFound);
        else await PublishedFiles.ToAsync(http, receipt, "application/json", "private, no-store");
    }

    /// <summary>The receipt, or null where there is none for this agency, or nothing is published.</summary>
    public static async Task<byte[]?> ReadAsync(Practitioner who, PublishedLog log, Ledger ledger, Guid interaction, CancellationToken stopping)
    {
        if (await ledger.FindEntryAsync(interaction, stopping) is { } index && await ledger.ReadLeafAsync(index, stopping) is { } named) interaction = named.InteractionId;
        if (log.Checkpoint() is null || await OwnDecisionAsync(who, ledger, interaction, stopping) is not { } decision) return null;
        return JsonBytes.Of(json =>
        {
            json.WriteString("interaction"u8, interaction);
            json.WriteStartArray("entries"u8);
            foreach (var (its, leaf) in log.EntriesOf(interaction, decision)) Write(json, its, leaf, log.Prove(its.First + leaf.Index)?.ToBytes());
            json.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter json, ReadLog log, ReadLeaf leaf, byte[]? proof)
    {
        json.WriteStartObject();
        if (LeafFormat.Decode(leaf.Leaf, out var read) == LeafFault.None) json.WriteString("entry"u8, read!.EntryId);
        json.WriteString("log"u8, log.Name);
        json.WriteNumber("index"u8, leaf.Index);
        json.WriteBase64String("leaf"u8, leaf.Leaf);
        if (proof is null) json.WriteNull("proof"u8);
        else json.WriteString("proof"u8, Encoding.UTF8.GetString(proof));
        json.WriteEndObject();
    }

    private static async Task<long?> OwnDecisionAsync(Practitioner who, Ledger ledger, Guid interaction, CancellationToken stopping)
    {
        if (await ledger.FindAsync(interaction, stopping) is not { Index: var index }) return null;
        if (await ledger.ReadSectionAsync(index, 0, stopping) is not SectionReading.Opened { Section: var common }) return null;
        using var json = JsonDocument.Parse(common);
        return json.RootElement.TryGetProperty("agency", out var agency) && agency.ValueEquals(who.Agency.Id) ? index : null;
    }
}
