using System.Text.Json;
using Gateway.Data;
using Gateway.Notifications;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Retention;

/// <summary>What a council was told by itself of a child in a department. It is the council's and the department's; one that did not arrive yet is not over.</summary>
internal sealed class KeptAttendances : KeptRecords
{
    public override RecordKind Kind => RecordKind.Attendance;

    public override Task<List<Guid>> PageAsync(GatewayContext db, string? agency, Guid after, DateTimeOffset before, int most, CancellationToken stopping) =>
        db.Set<NoticeOfAttendance>().AsNoTracking().Where(one => one.Id > after && one.CreatedAt < before && (agency == null || one.Recipient == agency || one.Asker == agency))
            .OrderBy(one => one.Id).Take(most).Select(one => one.Id).ToListAsync(stopping);

    public override async Task<RecordUnit?> FindAsync(GatewayContext db, Guid id, CancellationToken stopping)
    {
        if (await db.Set<NoticeOfAttendance>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stopping) is not { } notice) return null;
        var open = notice.DeliveredAt is null || await db.Set<OutboxMessage>().AnyAsync(message => message.Subject == id && message.SentAt == null, stopping);
        return new RecordUnit(
            Kind, id, [id], notice.Asker, [.. new[] { notice.Asker, notice.Recipient }.Distinct(StringComparer.Ordinal)], [new ChildOfUnit(notice.Child, notice.DateOfBirth)],
            DayOf(notice.DeliveredAt ?? notice.CreatedAt), notice.DateOfBirth, open);
    }

    // What arrived is changed by nobody any more.
    public override Task<bool> ClaimAsync(GatewayContext db, RecordUnit unit) => db.Set<NoticeOfAttendance>().AnyAsync(one => one.Id == unit.Id && one.DeliveredAt != null);

    public override Task DeleteAsync(GatewayContext db, RecordUnit unit) => db.Set<NoticeOfAttendance>().Where(one => one.Id == unit.Id).ExecuteDeleteAsync();

    public override async Task WriteAsync(GatewayContext db, Utf8JsonWriter json, Guid record, string agency, CancellationToken stopping)
    {
        var notice = await db.Set<NoticeOfAttendance>().AsNoTracking().SingleAsync(one => one.Id == record, stopping);
        json.WriteString("where"u8, notice.Where);
        json.WriteString("arrivedAt"u8, notice.ArrivedAt);
    }

    // It says where a child was.
    public override Task<bool> IsKeptFromFamilyAsync(GatewayContext db, Guid record, CancellationToken stopping) => Task.FromResult(true);

    public override async Task<FoundRecords> AboutAsync(GatewayContext db, string agency, ChildOfExtract child, CancellationToken stopping)
    {
        NhsNumber[] numbers = [.. child.Numbers];
        return new FoundRecords([.. await db.Set<NoticeOfAttendance>().AsNoTracking().Where(one => (one.Recipient == agency || one.Asker == agency) && numbers.Contains(one.Child)).OrderBy(one => one.Id).Select(one => one.Id).ToListAsync(stopping)], []);
    }
}
