using Gateway.Federation;
using Gateway.Rules.Consent;

namespace Gateway.Consents;

/// <summary>Whether a practitioner may record, or look for, something about a child: by role, and by what their own agency's system says.</summary>
internal sealed class AdmitRecorder(ConsentTerms terms, ConfirmRelationship confirm, TimeProvider time)
{
    public async Task<Admission> AskAsync(Recorder recorder, ChildAsked child, ConsentKind? kind, CancellationToken stopping)
    {
        var (asker, policy) = (recorder.Practitioner, recorder.Policy);
        if (!(kind is { } one ? terms.MayRecord(asker.Role, one) : terms.MayRecord(asker.Role)) || policy.Role(asker.Role) is not { } role)
            return Admission.NotAllowed.Instance;
        return await confirm.AskAsync(recorder.RequestId, asker, role.RelationshipTypes, child, stopping) switch
        {
            RelationshipAnswer.Confirmed confirmed when confirmed.Relationship.CountsAt(time.GetUtcNow(), role.FollowUpWithin(policy.LimitsAt(time.GetUtcNow()))) => new Admission.Involved(confirmed),
            RelationshipAnswer.NotAnswered silent => new Admission.NotAnswered(silent),
            _ => Admission.NotInvolved.Instance,
        };
    }
}

/// <summary>What became of it.</summary>
internal abstract record Admission
{
    private Admission() { }

    public sealed record Involved(RelationshipAnswer.Confirmed Relationship) : Admission;

    /// <summary>The agency's own system was silent, so nothing is confirmed.</summary>
    public sealed record NotAnswered(RelationshipAnswer.NotAnswered Relationship) : Admission;

    public sealed record NotInvolved : Admission
    {
        public static readonly NotInvolved Instance = new();

        private NotInvolved() { }
    }

    /// <summary>The role records nothing of the kind.</summary>
    public sealed record NotAllowed : Admission
    {
        public static readonly NotAllowed Instance = new();

        private NotAllowed() { }
    }
}
