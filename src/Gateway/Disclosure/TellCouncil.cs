using System.Collections.Immutable;
using System.Data.Common;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Notifications;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Disclosure;

/// <summary>
/// An unscheduled-care check that finds a plan, care status or unborn plan tells each responsible council that the child
/// attended, once per attendance (sharing rules, 2.7). Looking for any other reason tells nobody.
/// </summary>
internal sealed class TellCouncil(RecordNotices notices, Register register, WhomToRing ring, TimeProvider time, ILogger<TellCouncil> log)
{
    /// <summary>What to say of it on the answer; null where no council is to be told.</summary>
    public async Task<string?> IfAttendedAsync(CheckContext check, Findings findings, RelationshipAnswer.Confirmed? relationship, CancellationToken stopping)
    {
        if (!Concerns(check, relationship)) return null;
        var (told, ringOnly) = Responsible(findings);
        return Words(told.IsEmpty ? "" : await TellAsync(check, findings, relationship!, told, stopping), ringOnly);
    }

    /// <summary>The same where nobody waits: a notice that cannot be recorded is a fault, and it is tried again.</summary>
    public async Task<string?> LateAsync(CheckContext check, Findings findings, RelationshipAnswer.Confirmed? relationship, CancellationToken stopping)
    {
        if (!Concerns(check, relationship)) return null;
        var (told, ringOnly) = Responsible(findings);
        if (!told.IsEmpty) await RecordAsync(check, findings, relationship!, told, stopping);
        return Words(told.IsEmpty ? "" : WillBeTold(told), ringOnly);
    }

    /// <summary>True where a council would be told, if one is responsible.</summary>
    public static bool Concerns(CheckContext check, RelationshipAnswer.Confirmed? relationship) =>
        check.Question.Purpose == Purpose.UnscheduledCare && relationship is { Relationship.Type: RelationshipType.Encounter };

    private static (ImmutableArray<Custodian> Told, ImmutableArray<Custodian> RingOnly) Responsible(Findings findings)
    {
        var responsible = findings.Responsible();
        return (responsible.RemoveAll(council => council.Agency.Notices is null), responsible.RemoveAll(council => council.Agency.Notices is not null));
    }

    private static string? Words(string words, ImmutableArray<Custodian> ringOnly)
    {
        if (!ringOnly.IsEmpty) words = $"{words} {Names(ringOnly)} takes no notices here. Ring and say that the child attended.".TrimStart();
        return words.Length == 0 ? null : words;
    }

    private static string WillBeTold(ImmutableArray<Custodian> councils) => $"{Names(councils)} will be told that the child attended.";

    private static string Names(ImmutableArray<Custodian> councils) => string.Join(" and ", councils.Select(council => council.Agency.Name));

    private async Task<string> TellAsync(
        CheckContext check, Findings findings, RelationshipAnswer.Confirmed relationship, ImmutableArray<Custodian> councils, CancellationToken stopping)
    {
        try
        {
            await RecordAsync(check, findings, relationship, councils, stopping);
            return WillBeTold(councils);
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException)
        {
            // The plan is worth more to the child now than the notice; that nobody was told is said, and the number is there.
            log.LogError(SecurityEvents.NoticeNotRecorded, fault, "A notice of attendance could not be recorded");
            return $"{Names(councils)} could not be told that the child attended. Ring and say so.";
        }
    }

    private Task RecordAsync(
        CheckContext check, Findings findings, RelationshipAnswer.Confirmed relationship, ImmutableArray<Custodian> councils, CancellationToken stopping)
    {
        var site = register.CustodianOf(relationship.Site);
        var ringBack = ring.Line("", (site?.Telephones ?? check.Asker.Agency.Telephones)).Number;
        return notices.RecordAsync(
            [.. councils.Select(council => new AttendanceNotice(
                check.Interaction, findings.Decision.PolicyHash, council.Agency, check.Asker.Agency, relationship.Reference,
                check.Question.Child.NhsNumber, check.Question.Child.DateOfBirth,
                site?.Name ?? check.Asker.Agency.Name, relationship.StartedAt ?? time.GetUtcNow(), ringBack))],
            stopping);
    }
}
