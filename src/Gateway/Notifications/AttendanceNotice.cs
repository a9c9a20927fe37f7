using Gateway.Agencies;
using Gateway.Rules.Identifiers;

namespace Gateway.Notifications;

/// <summary>
/// What a responsible council is to be told: this child is attending, here, now; ring back there. Or what an asker's agency is: a
/// source answered late (<see cref="NoticeKind.LateAnswer"/>); then the reference is the check, and what was said is read there.
/// </summary>
/// <param name="InteractionId">Joins the notice to the entries of its check in the ledger.</param>
/// <param name="PolicyHash">32 bytes: the policy in force when it was decided that the council may be told.</param>
/// <param name="Reference">The encounter's reference at the asker's agency: a council is told once for each. Of a late answer the check.</param>
/// <param name="Where">The site's name, in words.</param>
public sealed record AttendanceNotice(
    Guid InteractionId,
    ReadOnlyMemory<byte> PolicyHash,
    Agency Recipient,
    Agency Asker,
    string Reference,
    NhsNumber Child,
    DateOnly DateOfBirth,
    string Where,
    DateTimeOffset ArrivedAt,
    string RingBack)
{
    public NoticeKind Kind { get; init; }

    /// <summary>Beside agency and reference, what makes it one notice and not two; an attendance needs nothing more.</summary>
    public Guid? Of { get; init; }
}
