using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Chronology.Lines;

namespace Gateway.Chronology;

/// <summary>
/// Every line that somebody may have of one child: each kind of record is read by the rules of its own place, as if they had opened it there. There is no other way to a line, so a chronology shows
/// nobody a record that they could not open today.
/// </summary>
internal sealed class FindLines(LinesOfConcerns concerns, LinesOfReferrals referrals, LinesOfVisits visits, LinesOfNotices notices)
{
    public async Task<LinesFound> OfAsync(Practitioner who, ChildSought sought, CancellationToken stopping)
    {
        var (ofReferrals, shown) = await referrals.OfAsync(who, sought, stopping);
        var (ofVisits, visited) = await visits.OfAsync(who, sought, stopping);
        var found = (await concerns.OfAsync(who, sought, stopping)).And(ofReferrals).And(ofVisits).And(await notices.OfAsync(who, sought, shown.Concat(visited).ToHashSet(StringComparer.Ordinal), stopping));
        return found with { Lines = InOrder(found.Lines) };
    }

    // What has only a day stands before what has a time on it.
    private static ImmutableArray<ChronologyLine> InOrder(ImmutableArray<ChronologyLine> lines) =>
        [.. lines.OrderBy(line => line.Day).ThenBy(line => line.At ?? DateTimeOffset.MinValue).ThenBy(line => line.Id, StringComparer.Ordinal)];
}
