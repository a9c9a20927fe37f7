using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Concerns.Store;
using Gateway.Data;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Concerns.Files;

/// <summary>Files that a school's leads sent or were sent. The new school reads all of it; the old one only that it was sent and whether somebody has it, for what it knows stands in its own concerns.</summary>
internal sealed class ReadFiles(IDbContextFactory<GatewayContext> contexts, WhoReads reads, SealConcerns seal, RecordReading record)
{
    private const int Most = 200;

    /// <summary>What nobody has yet first, then the newest.</summary>
    public async Task<ImmutableArray<SchoolFile>> ListAsync(Practitioner who, CancellationToken stopping)
    {
        if (!reads.Decides(who)) return [];
        var school = who.Agency.Id;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        return [.. await db.Set<SchoolFile>().AsNoTracking().Where(one => one.From == school || one.To == school).OrderBy(one => one.ReceivedAt != null).ThenByDescending(one => one.SentAt).ThenBy(one => one.Id).Take(Most).ToListAsync(stopping)];
    }

    public async Task<FileSeen> OneAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        var school = who.Agency.Id;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (!reads.Decides(who) || await db.Set<SchoolFile>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && (one.From == school || one.To == school), stopping) is not { } file) return new FileSeen.NotFound();
        return await record.RunAsync(who, "file-read", [id], stopping) is { } receipt ? new FileSeen.Shown(file, file.To == school, FileContent.Shown(seal.Open(file), await WithheldAsync(db, id, stopping)), receipt) : new FileSeen.Closed();
    }

    /// <summary>What has become an allegation at the old school is with who must have it, and with no lead anywhere.</summary>
    public static async Task<HashSet<Guid>> WithheldAsync(GatewayContext db, Guid file, CancellationToken stopping) =>
        [.. await db.Set<SchoolFileConcern>().Where(one => one.File == file).Join(db.Set<Concern>().Where(concern => concern.Allegation), one => one.Concern, concern => concern.Id, (one, concern) => concern.Id).ToListAsync(stopping)];
}

internal abstract record FileSeen
{
    private FileSeen() { }

    /// <param name="Whole">To the new school alone.</param>
    /// <param name="Content">Without what is withheld.</param>
    public sealed record Shown(SchoolFile File, bool Whole, JsonElement Content, LedgerReceipt Receipt) : FileSeen;

    public sealed record NotFound : FileSeen;

    public sealed record Closed : FileSeen;
}
