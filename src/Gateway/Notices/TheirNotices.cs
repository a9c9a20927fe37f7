using System.Buffers.Binary;
using System.Buffers.Text;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Notices.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notices;

/// <summary>The notices that one person has or had: their own, and those of their role at their agency. Nobody else's can be told from one that never was.</summary>
internal static class TheirNotices
{
    public static IQueryable<InboxNotice> Of(GatewayContext db, Practitioner who)
    {
        var (agency, subject, role) = (who.Agency.Id, who.Subject, $" {who.Role} ");
        // Passed on it is gone from their list, unless it came to nobody: one doctor may be both the practice and whoever leads there.
        return db.Set<InboxNotice>().AsNoTracking().Where(notice =>
            db.Set<NoticeTurn>().Any(turn => turn.Notice == notice.Id && turn.Agency == agency
                && (turn.Person == subject || (turn.Person == null && turn.Roles.Contains(role) && notice.Except != subject)))
            && (notice.Unanswered || !db.Set<NoticePassed>().Any(passed => passed.Notice == notice.Id && passed.Agency == agency && passed.Person == subject)));
    }

    public static bool IsOf(NoticeTurn turn, Practitioner who) => turn.Agency == who.Agency.Id
        && (turn.Person is { } person ? person == who.Subject : turn.Roles.Contains($" {who.Role} ", StringComparison.Ordinal));

    public static Task<List<NoticeTurn>> TurnsAsync(GatewayContext db, IReadOnlyCollection<Guid> notices, CancellationToken stopping) =>
        db.Set<NoticeTurn>().AsNoTracking().Where(turn => notices.Contains(turn.Notice)).OrderBy(turn => turn.Step).ToListAsync(stopping);
}

/// <summary>Where a list of notices goes on: after this one. It says nothing of anybody.</summary>
internal sealed record NoticeCursor(int Rank, DateTimeOffset At, Guid Id)
{
    private const int Length = 25;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = (byte)Rank;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], At.ToUnixTimeMilliseconds());
        Id.TryWriteBytes(bytes[9..]);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryRead(string text, out NoticeCursor? cursor)
    {
        cursor = null;
        Span<byte> bytes = stackalloc byte[Length + 2];
        if (text.Length > 40 || !Base64Url.IsValid(text, out var length) || length != Length || !Base64Url.TryDecodeFromChars(text, bytes, out _) || bytes[0] > InboxNotice.Had) return false;
        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(bytes[1..]);
        if (milliseconds is < 0 or > 253_402_300_799_999) return false;
        cursor = new NoticeCursor(bytes[0], DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), new Guid(bytes[9..Length]));
        return true;
    }
}
