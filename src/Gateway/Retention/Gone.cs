using Gateway.Agencies;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Retention.Store;
using Gateway.Rules.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Retention;

/// <summary>What is said where a record is not there: to whoever's agency it was, that it was deleted and when; to everybody else, that there is none for them.</summary>
internal static class Gone
{
    public static async Task WriteAsync(HttpContext http, Practitioner who, RecordKind kind, Guid id)
    {
        if (await OfAsync(http.RequestServices, who, kind, id, http.RequestAborted) is { } at)
            await Problems.WriteAsync(http, RetentionProblems.Gone, json => json.WriteString("deletedAt"u8, at));
        else await Problems.WriteAsync(http, Problem.NotFound);
    }

    /// <summary>When it went, to whoever's agency it was.</summary>
    public static async Task<DateTimeOffset?> OfAsync(IServiceProvider services, Practitioner who, RecordKind kind, Guid id, CancellationToken stopping)
    {
        var word = kind.Word();
        await using var db = await services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(stopping);
        return await db.Set<ErasedRecord>().AsNoTracking().SingleOrDefaultAsync(one => one.Kind == word && one.Record == id && one.GoneAt != null, stopping) is { } erased
            && erased.Agencies.Contains($" {who.Agency.Id} ", StringComparison.Ordinal) ? erased.GoneAt : null;
    }
}
