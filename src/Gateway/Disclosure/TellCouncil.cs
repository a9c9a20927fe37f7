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
        if (check.Question.Purpose != Purpose.UnscheduledCare || relationship is not { Relationship.Type: RelationshipType.Encounter }) return null;
        var responsible = findings.Responsible();
        if (responsible.IsEmpty) return null;
        var told = responsible.RemoveAll(council => council.Agency.Notices is null);
        var ringOnly = responsible.RemoveAll(council => council.Agency.Notices is not null);
        var words = told.IsEmpty ? "" : await TellAsync(check, findings, relationship, told, stopping);
        return ringOnly.IsEmpty ? words : $"{words} {Names(ringOnly)} takes no notices here. Ring and say that the child attended.".TrimStart();
    }

    private static string Names(ImmutableArray<Custodian> councils) => string.Join(" and ", councils.Select(council => council.Agency.Name));

    private async Task<string> TellAsync(
        CheckContext check, Findings findings, RelationshipAnswer.Confirmed relationship, ImmutableArray<Custodian> councils, CancellationToken stopping)
    {
        var names = Names(councils);
        try
        {
            await RecordAsync(check, findings, relationship, councils, stopping);
            return $"{names} will be told that the child attended.";
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException)
        {
            // The plan is worth more to the child now than the notice; that nobody was told is said, and the number is there.
            log.LogError(SecurityEvents.NoticeNotRecorded, fault, "A notice of attendance could not be recorded");
            return $"{names} could not be told that the child attended. Ring and say so.";
        }
    }

    private Task RecordAsync(
        CheckContext check, Findings findings, RelationshipAnswer.Confirmed relationship, ImmutableArray<Custodian> councils, CancellationToken stopping)
    {
        var site = register.Custodians.FirstOrDefault(c => c.Id == relationship.Site);
        var ringBack = ring.Line("", (site?.Telephones ?? check.Asker.Agency.Telephones)).Number;
        return notices.RecordAsync(
            [.. councils.Select(council => new AttendanceNotice(
                check.Interaction, findings.Decision.PolicyHash, council.Agency, check.Asker.Agency, relationship.Reference,
                check.Question.Child.NhsNumber, check.Question.Child.DateOfBirth,
                site?.Name ?? check.Asker.Agency.Name, relationship.StartedAt ?? time.GetUtcNow(), ringBack))],
            stopping);
    }
}
