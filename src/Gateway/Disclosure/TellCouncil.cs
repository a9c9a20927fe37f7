using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Notifications;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>
/// An unscheduled-care check that finds a plan, care status or unborn plan tells each responsible council that the child
/// attended, once per attendance (sharing rules, 2.7). Looking for any other reason tells nobody.
/// </summary>
internal sealed class TellCouncil(RecordNotices notices, Register register, WhomToRing ring, TimeProvider time)
{
    public async Task IfAttendedAsync(CheckContext check, Findings findings, RelationshipAnswer.Confirmed? relationship, CancellationToken stopping)
    {
        if (check.Question.Purpose != Purpose.UnscheduledCare || relationship is not { Relationship.Type: RelationshipType.Encounter }) return;
        var councils = findings.Responsible();
        if (councils.IsEmpty) return;
        var site = register.Custodians.FirstOrDefault(c => c.Id == relationship.Site);
        var ringBack = ring.Line("", (site?.Telephones ?? check.Asker.Agency.Telephones)).Number;
        await notices.RecordAsync(
            [.. councils.Select(council => new AttendanceNotice(
                check.Interaction, findings.Decision.PolicyHash, council.Agency, check.Asker.Agency, relationship.Reference,
                check.Question.Child.NhsNumber, check.Question.Child.DateOfBirth,
                site?.Name ?? check.Asker.Agency.Name, relationship.StartedAt ?? time.GetUtcNow(), ringBack))],
            stopping);
    }
}
