using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Notices;
using Gateway.Notices.Store;
using Gateway.Rules.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Retention;

/// <summary>Records of one kind: which there are, how one stands with all that belongs to it, and how it goes.</summary>
internal abstract class KeptRecords
{
    private protected KeptRecords() { }

    public abstract RecordKind Kind { get; }

    /// <summary>Ids of records that began before an instant, in the order of their ids.</summary>
    /// <param name="agency">Of one agency alone; null for everybody's.</param>
    public abstract Task<List<Guid>> PageAsync(GatewayContext db, string? agency, Guid after, DateTimeOffset before, int most, CancellationToken stopping);

    /// <summary>A record with whatever stays or goes with it, as it stands; null where it is not there.</summary>
    public abstract Task<RecordUnit?> FindAsync(GatewayContext db, Guid id, CancellationToken stopping);

    /// <summary>Moves the versions of all its rows, so that nobody changes it any more. False where somebody did since it was read.</summary>
    public abstract Task<bool> ClaimAsync(GatewayContext db, RecordUnit unit);

    /// <summary>Deletes it with all that belongs to it.</summary>
    public abstract Task DeleteAsync(GatewayContext db, RecordUnit unit);

    /// <summary>What one record says, for an officer of an agency whose it is: all of it where it is theirs alone, else what their people wrote or were sent.</summary>
    public abstract Task WriteAsync(GatewayContext db, Utf8JsonWriter json, Guid record, string agency, CancellationToken stopping);

    /// <summary>True where what is said of it may never go to a family: it names an informant or somebody of the staff, or the family was not to be told.</summary>
    public abstract Task<bool> IsKeptFromFamilyAsync(GatewayContext db, Guid record, CancellationToken stopping);

    /// <summary>Records of one agency's about a child, and those that may be: of a child without a number whose day of birth is the same, or not known.</summary>
    public abstract Task<FoundRecords> AboutAsync(GatewayContext db, string agency, ChildOfExtract child, CancellationToken stopping);

    protected static DateOnly DayOf(DateTimeOffset at) => LondonTime.Day(at);

    protected static Guid Least(IEnumerable<Guid> ids) => ids.MinBy(id => id.ToString("N"), StringComparer.Ordinal);

    /// <summary>A notice that is still on its way to somebody speaks of what is not over.</summary>
    protected static Task<bool> IsToldAsync(GatewayContext db, NoticeSubjectKind kind, IEnumerable<Guid> ids, CancellationToken stopping)
    {
        var subjects = Subjects(ids);
        return db.Set<InboxNotice>().AnyAsync(notice => notice.SubjectKind == kind && subjects.Contains(notice.Subject) && notice.AcknowledgedAt == null && notice.NextAt != null, stopping);
    }

    /// <summary>As a notice names them.</summary>
    protected static string[] Subjects(IEnumerable<Guid> ids) => [.. ids.Select(id => id.ToString())];
}

/// <param name="Found">About the child.</param>
/// <param name="Perhaps">Nobody can say that they are not: an officer looks at them.</param>
internal sealed record FoundRecords(ImmutableArray<Guid> Found, ImmutableArray<Guid> Perhaps);
