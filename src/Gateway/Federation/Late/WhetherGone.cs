using Gateway.Disclosure;
using Gateway.Rules.Policy;

namespace Gateway.Federation.Late;

/// <summary>
/// Whether a child has left since: the asker's own agency is asked again. Where nobody says that the child is still there, others have to know, for
/// whoever asked may be with the next child.
/// </summary>
internal sealed class WhetherGone(ConfirmRelationship confirm, TimeProvider time)
{
    public async Task<bool> AskAsync(LateCheck check, TimeSpan within, CancellationToken stopping)
    {
        if (check.Encounter is null) return false;
        var answer = await confirm.AskAsync(check.Late.RequestId, check.Check.Asker, [RelationshipType.Encounter], check.Child, within, stopping);
        return answer is not RelationshipAnswer.Confirmed { Relationship.EndedAt: var ended } || ended <= time.GetUtcNow();
    }
}
