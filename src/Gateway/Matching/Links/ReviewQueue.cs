using Gateway.Agencies;
using Gateway.Data;
using Gateway.Matching.Links.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Links;

/// <summary>What waits for an agency's officers, the oldest first, and how the uploads of every agency match: numbers, of which no child can be told.</summary>
internal sealed record ReviewQueue(IReadOnlyList<LinkTask> Waiting, int Total, IReadOnlyList<UploadScore> Scores)
{
    public static async Task<ReviewQueue> ReadAsync(GatewayContext db, Practitioner who, int most, CancellationToken stopping)
    {
        var tasks = db.Set<LinkTask>().AsNoTracking().Where(task => task.Agency == who.Agency.Id && task.DoneAt == null);
        var uploads = await db.Set<LinkUpload>().AsNoTracking().GroupBy(upload => upload.Agency)
            .Select(group => new { Agency = group.Key, Records = group.Sum(upload => upload.Records), Linked = group.Sum(upload => upload.Linked) }).ToListAsync(stopping);
        return new ReviewQueue(
            await tasks.OrderBy(task => task.At).ThenBy(task => task.Id).Take(most).ToListAsync(stopping), await tasks.CountAsync(stopping),
            [.. uploads.Select(one => new UploadScore(one.Agency, one.Records, one.Linked)).OrderBy(score => score.Agency, StringComparer.Ordinal)]);
    }
}

/// <summary>How an agency's records match.</summary>
internal sealed record UploadScore(string Agency, int Records, int Linked)
{
    /// <summary>A council may not go live below this (CP-IS: an unmatched child's plan is not seen).</summary>
    public const double LiveFrom = 0.95;

    public double Rate => Records == 0 ? 0 : (double)Linked / Records;

    public bool MayGoLive => Rate >= LiveFrom;
}
