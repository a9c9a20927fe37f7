using System.Globalization;
using System.Text.Json;
using Gateway.Concerns.Store;
using Gateway.Data;
using Gateway.Notices;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Retention;

/// <summary>What a school's staff wrote. An allegation has no end here, so it is always open and never goes by itself.</summary>
internal sealed class KeptConcerns(SealConcerns seal, DeleteNotices notices) : KeptRecords
{
    public override RecordKind Kind => RecordKind.Concern;

    public override Task<List<Guid>> PageAsync(GatewayContext db, string? agency, Guid after, DateTimeOffset before, int most, CancellationToken stopping) =>
        db.Set<Concern>().AsNoTracking().Where(one => one.Id > after && one.WrittenAt < before && (agency == null || one.School == agency))
            .OrderBy(one => one.Id).Take(most).Select(one => one.Id).ToListAsync(stopping);

    public override async Task<RecordUnit?> FindAsync(GatewayContext db, Guid id, CancellationToken stopping)
    {
        if (await db.Set<Concern>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stopping) is not { } concern) return null;
        var noted = await db.Set<ConcernNote>().Where(note => note.Concern == id).Select(note => note.At).ToListAsync(stopping);
        var open = concern.Allegation || concern.State != ConcernState.Closed || concern.DeputyAt is not null || await IsToldAsync(db, NoticeSubjectKind.Concern, [id], stopping);
        return new RecordUnit(
            Kind, id, [id], concern.School, [concern.School], [.. Pupils(seal.Open(concern))], DayOf(noted.Append(concern.WrittenAt).Max()), DayOf(concern.WrittenAt), open)
        { Roots = [(id, concern.Version)] };
    }

    public override async Task<bool> ClaimAsync(GatewayContext db, RecordUnit unit)
    {
        var (id, version) = unit.Roots[0];
        return await db.Set<Concern>().Where(one => one.Id == id && one.Version == version).ExecuteUpdateAsync(set => set.SetProperty(one => one.Version, one => one.Version + 1)) == 1;
    }

    public override async Task DeleteAsync(GatewayContext db, RecordUnit unit)
    {
        await notices.OfAsync(db, NoticeSubjectKind.Concern, Subjects(unit.Records));
        await db.Set<ConcernNote>().Where(note => note.Concern == unit.Id).ExecuteDeleteAsync();
        await db.Set<ConcernReferral>().Where(link => link.Concern == unit.Id).ExecuteDeleteAsync();
        await db.Set<Gateway.Concerns.Files.SchoolFileConcern>().Where(one => one.Concern == unit.Id).ExecuteDeleteAsync();
        await db.Set<Concern>().Where(one => one.Id == unit.Id).ExecuteDeleteAsync();
    }

    public override async Task WriteAsync(GatewayContext db, Utf8JsonWriter json, Guid record, string agency, CancellationToken stopping)
    {
        var concern = await db.Set<Concern>().AsNoTracking().SingleAsync(one => one.Id == record, stopping);
        json.WriteString("state"u8, concern.State.ToString().ToLowerInvariant());
        json.WritePropertyName("written"u8);
        seal.Open(concern).WriteTo(json);
        json.WriteStartArray("notes"u8);
        foreach (var note in await db.Set<ConcernNote>().AsNoTracking().Where(note => note.Concern == record).OrderBy(note => note.At).ThenBy(note => note.Id).ToListAsync(stopping))
            seal.Open(note).WriteTo(json);
        json.WriteEndArray();
    }

    // What a member of staff saw or heard is theirs, and a child may be at risk for what they said: a lead reads it before any of it goes.
    public override Task<bool> IsKeptFromFamilyAsync(GatewayContext db, Guid record, CancellationToken stopping) => Task.FromResult(true);

    public override async Task<FoundRecords> AboutAsync(GatewayContext db, string agency, ChildOfExtract child, CancellationToken stopping)
    {
        var (found, perhaps) = (new List<Guid>(), new List<Guid>());
        // An allegation goes by its own route: that there is one tells whoever it names.
        await foreach (var concern in db.Set<Concern>().AsNoTracking().Where(one => one.School == agency && !one.Allegation).OrderBy(one => one.Id).AsAsyncEnumerable().WithCancellation(stopping))
        {
            var pupils = Pupils(seal.Open(concern)).ToArray();
            if (pupils.Any(pupil => pupil.Number is { } number && child.Numbers.Contains(number))) found.Add(concern.Id);
            else if (pupils.Any(pupil => child.Perhaps(pupil.Number, pupil.Born))) perhaps.Add(concern.Id);
        }

        return new FoundRecords([.. found], [.. perhaps]);
    }

    private static IEnumerable<ChildOfUnit> Pupils(JsonElement written) => written.GetProperty("pupils").EnumerateArray().Select(PupilOf);

    /// <summary>A pupil as the form of a concern has them.</summary>
    public static ChildOfUnit PupilOf(JsonElement pupil) => new(
        pupil.TryGetProperty("nhsNumber", out var text) && NhsNumber.Read(text.GetString(), out var number) == NhsNumberFault.None ? number : null,
        pupil.TryGetProperty("dateOfBirth", out var born) && DateOnly.TryParseExact(born.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);
}
