using System.Text.Json;
using Gateway.Data;
using Gateway.Departments.Store;
using Gateway.Notices;
using Gateway.Rules.Departments;
using Gateway.Rules.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Retention;

/// <summary>A child's visits of a department.</summary>
internal sealed class KeptVisits(SealVisits seal, DeleteNotices notices) : KeptRecords
{
    public override RecordKind Kind => RecordKind.Visit;

    public override Task<List<Guid>> PageAsync(GatewayContext db, string? agency, Guid after, DateTimeOffset before, int most, CancellationToken stopping) =>
        db.Set<Visit>().AsNoTracking().Where(one => one.Id > after && one.BegunAt < before && (agency == null || one.Agency == agency))
            .OrderBy(one => one.Id).Take(most).Select(one => one.Id).ToListAsync(stopping);

    public override async Task<RecordUnit?> FindAsync(GatewayContext db, Guid id, CancellationToken stopping)
    {
        if (await db.Set<Visit>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stopping) is not { } visit) return null;
        var entered = await db.Set<VisitEntry>().Where(entry => entry.Visit == id).Select(entry => entry.At).ToListAsync(stopping);
        var (about, last) = (seal.Open(visit), entered.Append(visit.BegunAt).Append(visit.EndedAt ?? visit.BegunAt).Max());
        var open = visit.End == VisitEnd.None || await IsToldAsync(db, NoticeSubjectKind.Visit, [id], stopping);
        return new RecordUnit(Kind, id, [id], visit.Agency, [visit.Agency], [new ChildOfUnit(about.Child?.NhsNumber, about.Born)], DayOf(last), about.Born ?? DayOf(visit.ArrivedAt), open) { Roots = [(id, visit.Version)] };
    }

    public override async Task<bool> ClaimAsync(GatewayContext db, RecordUnit unit)
    {
        var (id, version) = unit.Roots[0];
        return await db.Set<Visit>().Where(one => one.Id == id && one.Version == version).ExecuteUpdateAsync(set => set.SetProperty(one => one.Version, one => one.Version + 1)) == 1;
    }

    public override async Task DeleteAsync(GatewayContext db, RecordUnit unit)
    {
        await notices.OfAsync(db, NoticeSubjectKind.Visit, Subjects(unit.Records));
        await db.Set<VisitEntry>().Where(entry => entry.Visit == unit.Id).ExecuteDeleteAsync();
        await db.Set<Visit>().Where(one => one.Id == unit.Id).ExecuteDeleteAsync();
    }

    public override async Task WriteAsync(GatewayContext db, Utf8JsonWriter json, Guid record, string agency, CancellationToken stopping)
    {
        json.WriteStartArray("entries"u8);
        foreach (var entry in await db.Set<VisitEntry>().AsNoTracking().Where(entry => entry.Visit == record).OrderBy(entry => entry.Number).ToListAsync(stopping))
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, entry.Kind);
            json.WritePropertyName("written"u8);
            seal.Open(entry).WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Where a child was is told by any visit at all: how many there were in a year is all that goes, and not of one with a concern.
    public override Task<bool> IsKeptFromFamilyAsync(GatewayContext db, Guid record, CancellationToken stopping) =>
        db.Set<VisitEntry>().AnyAsync(entry => entry.Visit == record && (entry.Kind == "concern" || entry.Kind == "override"), stopping);

    public override async Task<FoundRecords> AboutAsync(GatewayContext db, string agency, ChildOfExtract child, CancellationToken stopping)
    {
        byte[][] digests = [.. child.Numbers.Select(number => seal.OfChild(agency, number))];
        var nobody = seal.OfNobody(agency);
        var unfound = await db.Set<Visit>().AsNoTracking().Where(one => one.Agency == agency && one.Child == nobody).OrderBy(one => one.Id).ToListAsync(stopping);
        return new FoundRecords(
            [.. await db.Set<Visit>().AsNoTracking().Where(one => one.Agency == agency && digests.Contains(one.Child)).OrderBy(one => one.Id).Select(one => one.Id).ToListAsync(stopping)],
            [.. unfound.Where(one => child.Perhaps(null, seal.Open(one).Born)).Select(one => one.Id)]);
    }
}
