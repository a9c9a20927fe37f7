using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Audit.Search;
using Gateway.Data;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Retention.Store;
using Gateway.Rules.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Retention;

/// <summary>
/// Everything that one agency has here about a child, for its officer: to answer a request of the child's or of somebody who may ask for them. The ledger's own search asks first: it records the
/// look, and a child whose whereabouts are protected waits for a colleague. For a family there are only kinds, years and how many.
/// </summary>
internal sealed class MakeExtract(
    IDbContextFactory<GatewayContext> contexts, RunSearch search, IEnumerable<KeptRecords> kinds, OtherRecords others, RetentionTable table, ReadHolds readHolds, NumbersOfChild numbers, AppendToLedger append, TimeProvider time)
{
    private const int MostEntries = 200;
    private const int MostWritten = 200;

    public async Task<ExtractMade> RunAsync(Practitioner who, ExtractAsked asked, CancellationToken stopping)
    {
        var made = ImmutableArray.CreateBuilder<ChildExtract>();
        foreach (var question in asked.Children)
            switch (await search.RunAsync(who, question, MostEntries, stopping))
            {
                case SearchOutcome.Refused(var problem):
                    return new ExtractMade.Refused(problem, made.Count);
                case SearchOutcome.LedgerClosed:
                    return new ExtractMade.LedgerClosed();
                case var shown:
                    made.Add(await OfAsync(who, question.Child!.Value, question.ForFamily, shown, stopping));
                    break;
            }

        return await RecordAsync(who, asked, made, stopping) is { } receipt ? new ExtractMade.Made(made.ToImmutable(), asked.ForFamily, receipt) : new ExtractMade.LedgerClosed();
    }

    private async Task<ChildExtract> OfAsync(Practitioner who, ChildAsked child, bool forFamily, SearchOutcome ledger, CancellationToken stopping)
    {
        var agency = who.Agency.Id;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var (records, perhaps, lines, written, seen) = (new List<RecordFound>(), new List<(string, Guid)>(), new Dictionary<(string, int), int>(), 0, new HashSet<Guid>());
        var sought = new ChildOfExtract(child, await numbers.ShownAsync(child, stopping));
        var holds = await readHolds.RunAsync(db, stopping);
        foreach (var of in kinds.OrderBy(kind => kind.Kind))
        {
            var found = await of.AboutAsync(db, agency, sought, stopping);
            perhaps.AddRange(found.Perhaps.Select(id => (of.Kind.Word(), id)));
            foreach (var id in found.Found)
            {
                if (await of.FindAsync(db, id, stopping) is not { } unit || !seen.Add(id)) continue;
                if (!forFamily) records.Add(new RecordFound(of.Kind, id, unit.Last, Standing(unit, holds), written++ < MostWritten ? await ContentAsync(db, of, id, agency, stopping) : null));
                else if (!await of.IsKeptFromFamilyAsync(db, id, stopping)) lines[(of.Kind.Word(), unit.Last.Year)] = lines.GetValueOrDefault((of.Kind.Word(), unit.Last.Year)) + 1;
            }
        }

        var rest = forFamily ? [] : await others.AboutAsync(db, agency, sought, stopping);
        return new ChildExtract(child, ledger, [.. records], forFamily ? [] : [.. perhaps], rest, await GoneAsync(db, agency, stopping))
        {
            Lines = [.. lines.OrderBy(line => line.Key.Item1, StringComparer.Ordinal).ThenBy(line => line.Key.Item2).Select(line => new RecordLine(line.Key.Item1, line.Key.Item2, line.Value))],
        };
    }

    private RetentionVerdict Standing(RecordUnit unit, HoldsInForce holds) => table.Judge(unit.Retained(holds.Cover(unit)), LondonTime.Day(time.GetUtcNow()));

    private static async Task<JsonElement> ContentAsync(GatewayContext db, KeptRecords of, Guid id, string agency, CancellationToken stopping)
    {
        using var stream = new MemoryStream();
        await using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            await of.WriteAsync(db, json, id, agency, stopping);
            json.WriteEndObject();
        }

        using var document = JsonDocument.Parse(stream.ToArray());
        return document.RootElement.Clone();
    }

    // How many of the agency's went, of anybody: it says that what is held now is not what there ever was, and nothing of this child.
    private static async Task<ImmutableArray<(string Kind, int Count)>> GoneAsync(GatewayContext db, string agency, CancellationToken stopping)
    {
        var within = $" {agency} ";
        var gone = await db.Set<ErasedRecord>().Where(one => one.GoneAt != null && one.Agencies.Contains(within)).GroupBy(one => one.Kind).Select(kind => new { kind.Key, Count = kind.Count() }).ToListAsync(stopping);
        return [.. gone.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => (kind.Key, kind.Count))];
    }

    // The look is in the ledger by the search already; this says what left.
    private async Task<LedgerReceipt?> RecordAsync(Practitioner who, ExtractAsked asked, IEnumerable<ChildExtract> made, CancellationToken stopping)
    {
        var sections = made.GroupBy(one => one.Child.NhsNumber).Select(same => same.First()).Select(one => one.Child.Section(RetentionClass.Reading(who.Agency.Id), json =>
        {
            AskCustodians.WriteChild(json, one.Child);
            json.WriteStartArray("records"u8);
            foreach (var record in one.Records) json.WriteStringValue(record.Id);
            json.WriteEndArray();
        }));
        var entry = new LedgerEntry(
            EntryType.Export, Guid.CreateVersion7(time.GetUtcNow()), who.Agency.Kind.Class(), EntryOutcome.Permit, new byte[32],
            new AskerSection(JsonBytes.Of(json =>
            {
                json.WriteString("kind"u8, "held-extract");
                RecordReading.WriteWho(json, who);
                if (asked.ForFamily) json.WriteString("extract"u8, "family");
                json.WriteNumber("children"u8, asked.Children.Length);
                json.WriteString("reason"u8, asked.Children[0].Reason);
            }), Actor.Of(who)),
            [.. sections]);
        return await append(entry, stopping) is AppendResult.Recorded { Receipt: var receipt } ? receipt : null;
    }
}

/// <summary>What came of asking for an extract.</summary>
internal abstract record ExtractMade
{
    private ExtractMade() { }

    public sealed record Made(ImmutableArray<ChildExtract> Children, bool ForFamily, LedgerReceipt Receipt) : ExtractMade;

    /// <param name="Child">Which of the children it is, from 0.</param>
    public sealed record Refused(Problem Problem, int Child) : ExtractMade;

    public sealed record LedgerClosed : ExtractMade;
}

/// <summary>What is held about one child.</summary>
/// <param name="Ledger">What the ledger's search gave.</param>
/// <param name="Perhaps">Records of a child without a number who may be this one.</param>
/// <param name="Gone">How many of the agency's records of each kind were deleted, of anybody.</param>
internal sealed record ChildExtract(
    ChildAsked Child, SearchOutcome Ledger, ImmutableArray<RecordFound> Records, ImmutableArray<(string Kind, Guid Id)> Perhaps,
    ImmutableArray<(string Kind, ImmutableArray<Guid> Ids)> Others, ImmutableArray<(string Kind, int Count)> Gone)
{
    /// <summary>Stands under every extract, whatever is in it: so none of it says anything of this child.</summary>
    public const string Standing =
        "This is what is held now. What came to the end of its time was deleted. So where nothing is held of a kind, there may have been some. Allegations about staff are never here: they go by their own route.";

    /// <summary>For a family: no place, no day, nobody, no order.</summary>
    public ImmutableArray<RecordLine> Lines { get; init; } = [];

    public override string ToString() => "(an extract)";
}

/// <param name="Content">None where there is more than one extract carries: it is read where it is worked on.</param>
internal sealed record RecordFound(RecordKind Kind, Guid Id, DateOnly Last, RetentionVerdict Standing, JsonElement? Content);

internal sealed record RecordLine(string Kind, int Year, int Times);
