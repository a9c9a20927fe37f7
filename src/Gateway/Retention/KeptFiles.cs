using System.Text.Json;
using Gateway.Concerns.Files;
using Gateway.Concerns.Store;
using Gateway.Data;
using Gateway.Notices;
using Gateway.Rules.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Retention;

/// <summary>Pupils' files: a copy is the new school's alone from the day somebody there said that they have it, whatever became of the concerns that it was made of. Until then it is owed, and never goes.</summary>
internal sealed class KeptFiles(SealConcerns seal, DeleteNotices notices) : KeptRecords
{
    public override RecordKind Kind => RecordKind.File;

    public override Task<List<Guid>> PageAsync(GatewayContext db, string? agency, Guid after, DateTimeOffset before, int most, CancellationToken stopping) =>
        db.Set<SchoolFile>().AsNoTracking().Where(one => one.Id > after && one.SentAt < before && (agency == null || one.To == agency || one.From == agency))
            .OrderBy(one => one.Id).Take(most).Select(one => one.Id).ToListAsync(stopping);

    public override async Task<RecordUnit?> FindAsync(GatewayContext db, Guid id, CancellationToken stopping)
    {
        if (await db.Set<SchoolFile>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stopping) is not { } file) return null;
        var open = file.ReceivedAt is null || await IsToldAsync(db, NoticeSubjectKind.SchoolFile, [id], stopping);
        return new RecordUnit(Kind, id, [id], file.To, file.ReceivedAt is null ? [file.From, file.To] : [file.To], [PupilOf(seal.Open(file))], DayOf(file.ReceivedAt ?? file.SentAt), DayOf(file.SentAt), open);
    }

    // What was received is changed by nobody any more.
    public override Task<bool> ClaimAsync(GatewayContext db, RecordUnit unit) => db.Set<SchoolFile>().AnyAsync(one => one.Id == unit.Id && one.ReceivedAt != null);

    public override async Task DeleteAsync(GatewayContext db, RecordUnit unit)
    {
        await notices.OfAsync(db, NoticeSubjectKind.SchoolFile, Subjects(unit.Records));
        await db.Set<SchoolFileConcern>().Where(one => one.File == unit.Id).ExecuteDeleteAsync();
        await db.Set<SchoolFile>().Where(one => one.Id == unit.Id).ExecuteDeleteAsync();
    }

    // To the school that sent it only how it stands, as everywhere.
    public override async Task WriteAsync(GatewayContext db, Utf8JsonWriter json, Guid record, string agency, CancellationToken stopping)
    {
        var file = await db.Set<SchoolFile>().AsNoTracking().SingleAsync(one => one.Id == record, stopping);
        json.WriteBoolean("sentByUs"u8, file.From == agency);
        json.WriteString("sentAt"u8, file.SentAt);
        if (file.ReceivedAt is { } received) json.WriteString("receivedAt"u8, received);
        if (file.To != agency) return;
        json.WriteStartObject("content"u8);
        // Nor is it said that anything is withheld: that there is an allegation tells whoever it names.
        foreach (var member in FileContent.Shown(seal.Open(file), await ReadFiles.WithheldAsync(db, record, stopping)).EnumerateObject())
            if (member.Name != "withheld") member.WriteTo(json);
        json.WriteEndObject();
    }

    // What a member of staff saw or heard, as a concern is.
    public override Task<bool> IsKeptFromFamilyAsync(GatewayContext db, Guid record, CancellationToken stopping) => Task.FromResult(true);

    public override async Task<FoundRecords> AboutAsync(GatewayContext db, string agency, ChildOfExtract child, CancellationToken stopping)
    {
        var (found, perhaps) = (new List<Guid>(), new List<Guid>());
        await foreach (var file in db.Set<SchoolFile>().AsNoTracking().Where(one => one.To == agency || one.From == agency).OrderBy(one => one.Id).AsAsyncEnumerable().WithCancellation(stopping))
        {
            var pupil = PupilOf(seal.Open(file));
            if (pupil.Number is { } number && child.Numbers.Contains(number)) found.Add(file.Id);
            else if (child.Perhaps(pupil.Number, pupil.Born)) perhaps.Add(file.Id);
        }

        return new FoundRecords([.. found], [.. perhaps]);
    }

    private static ChildOfUnit PupilOf(JsonElement content) => KeptConcerns.PupilOf(content.GetProperty("pupil"));
}
