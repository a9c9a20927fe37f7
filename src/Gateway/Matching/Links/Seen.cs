using System.Text.Json;
using Gateway.Audit;
using Gateway.Audit.Search;
using Gateway.Rules.Identifiers;

namespace Gateway.Matching.Links;

/// <summary>An answer that was given about a child, and to whom.</summary>
/// <param name="Interaction">What the answer and every notice that came of it have in common.</param>
/// <param name="Check">The question, by the id that the asker was given.</param>
/// <param name="Practitioner">Empty where an agency was told and no person asked.</param>
internal sealed record Seen(Guid Entry, Guid Interaction, Guid Check, string Agency, string Practitioner, DateTimeOffset At);

/// <summary>Who was given what, as the ledger has it.</summary>
/// <param name="HasGaps">The ledger's trail is not proven whole, so neither is the list.</param>
internal sealed record SeenList(IReadOnlyList<Seen> All, bool HasGaps);

/// <summary>
/// Lists every answer that was given about two children while they were one: the ledger alone knows. It shows nobody anything;
/// what comes of it are corrections, each to the one who was answered.
/// </summary>
internal sealed class WhoSaw(Ledger ledger)
{
    private const int Page = 200;

    public async Task<SeenList> BetweenAsync(ReadOnlyMemory<NhsNumber> numbers, DateTimeOffset from, DateTimeOffset to, CancellationToken stopping)
    {
        var (seen, gaps) = (new Dictionary<Guid, Seen>(), false);
        for (var at = 0; at < numbers.Length; at++) gaps |= await AddAsync(seen, numbers.Span[at], from, stopping);
        // A notice leaves after the answer that it comes of, at times after the two were parted.
        var asked = seen.Values.Where(one => one.At <= to).Select(one => one.Interaction).ToHashSet();
        return new SeenList([.. seen.Values.Where(one => asked.Contains(one.Interaction)).OrderBy(one => one.At).ThenBy(one => one.Entry)], gaps);
    }

    private async Task<bool> AddAsync(Dictionary<Guid, Seen> seen, NhsNumber number, DateTimeOffset from, CancellationToken stopping)
    {
        var (gaps, before, more) = (false, (long?)null, true);
        while (more)
        {
            var history = await ledger.History.ReadAsync(new AccessOf.ToChild(number), before, Page, stopping);
            gaps |= !history.Gaps.IsEmpty;
            foreach (var access in history.Entries)
                if (Answered(access) is { } one && one.At >= from) seen[one.Entry] = one;
            before = history.Before;
            more = before is not null && history.Entries is [.., { Leaf: { } oldest }] && At(oldest) >= from;
        }

        return gaps;
    }

    private static Seen? Answered(Access access)
    {
        if (access is not { Leaf: { Type: (byte)EntryType.Disclosure, Outcome: not (byte)EntryOutcome.Deny } leaf } || access.Common.IsEmpty) return null;
        using var document = JsonDocument.Parse(access.Common);
        var common = document.RootElement;
        var check = common.TryGetProperty("check", out var id) && id.TryGetGuid(out var given) ? given : leaf.InteractionId;
        return new Seen(leaf.EntryId, leaf.InteractionId, check, Text(common, "recipient") ?? Text(common, "agency") ?? Text(common, "asker") ?? "", Text(common, "practitioner") ?? "", At(leaf));
    }

    private static DateTimeOffset At(Rules.Ledger.Leaf leaf) => DateTimeOffset.FromUnixTimeMilliseconds(leaf.TimeMilliseconds);

    private static string? Text(JsonElement common, string name) =>
        common.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
