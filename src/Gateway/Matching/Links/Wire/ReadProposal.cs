using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Consents.Wire;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Matching.Links.Store;

namespace Gateway.Matching.Links.Wire;

/// <summary>Reads a proposal to merge or to split.</summary>
internal static class ReadProposal
{
    public static readonly string[] Known = ["kind", "kept", "joined", "reason", "undoes", "since", "moves"];

    private const int MostMoves = 50;

    public static LinkProposal? From(JsonElement body, DateOnly today, List<FieldFault> faults)
    {
        var reader = new BodyReader(body, "", faults, today);
        var kind = reader.Text("kind") switch { "merge" => LinkEventKind.Merge, "split" => LinkEventKind.Split, _ => Wrong(reader) };
        var proposal = new LinkProposal(
            kind, reader.Child("kept"), reader.Child("joined"), WorkAnswers.Text(body, "reason", "Say why, in your own words.", faults),
            Id(body, "undoes", faults), Since(body, faults), Moves(body, faults));
        if (kind == LinkEventKind.Merge && (reader.Has("undoes") || reader.Has("since") || reader.Has("moves"))) reader.Fault("kind", "A merge undoes and moves nothing.");
        if (kind == LinkEventKind.Split && reader.Has("undoes") == reader.Has("since")) reader.Fault("undoes", "A split undoes a merge, or says since when two were taken for one: send undoes or since.");
        return faults.Count == 0 ? proposal : null;
    }

    private static LinkEventKind Wrong(BodyReader reader)
    {
        reader.Fault("kind", "Send one of: merge, split.");
        return default;
    }

    private static Guid? Id(JsonElement body, string name, List<FieldFault> faults)
    {
        if (!body.TryGetProperty(name, out var given)) return null;
        if (given.ValueKind == JsonValueKind.String && given.TryGetGuid(out var id)) return id;
        faults.Add(new FieldFault(name, "Send the id as it was given."));
        return null;
    }

    private static DateTimeOffset? Since(JsonElement body, List<FieldFault> faults)
    {
        if (!body.TryGetProperty("since", out var given)) return null;
        if (given.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(given.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var since)) return since;
        faults.Add(new FieldFault("since", "Send an instant, such as 2026-11-22T02:10:00Z."));
        return null;
    }

    private static ImmutableArray<Guid> Moves(JsonElement body, List<FieldFault> faults)
    {
        if (!body.TryGetProperty("moves", out var list)) return [];
        if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() is > 0 and <= MostMoves && list.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String && one.TryGetGuid(out _)))
            return [.. list.EnumerateArray().Select(one => one.GetGuid()).Distinct()];
        faults.Add(new FieldFault("moves", $"Send a list of 1 to {MostMoves} ids of links, or leave it out."));
        return [];
    }
}
