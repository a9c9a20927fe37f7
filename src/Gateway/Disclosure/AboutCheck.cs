using Gateway.Agencies;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>What is kept of a check for the people who have to deal with it: who asked about whom, why and when. Never a value.</summary>
public abstract class AboutCheck
{
    private protected AboutCheck() { }

    private protected AboutCheck(CheckContext check, ReadOnlyMemory<byte> policyHash, DateTimeOffset at)
    {
        (Id, Decision, InteractionId, PolicyHash) = (Guid.CreateVersion7(at), check.Check, check.Interaction, policyHash.ToArray());
        (AskerAgency, AskerKind) = (check.Asker.Agency.Id, check.Asker.Agency.Kind);
        (Asker, AskerRole, AskerName) = (check.Asker.Subject, check.Asker.Role, check.Asker.Name);
        (Purpose, Child, DateOfBirth, At) = (check.Question.Purpose.Word(), check.Question.Child.NhsNumber, check.Question.Child.DateOfBirth, at);
    }

    private protected AboutCheck(AboutCheck other)
    {
        (Id, Decision, InteractionId, PolicyHash) = (Guid.CreateVersion7(other.At), other.Decision, other.InteractionId, other.PolicyHash);
        (AskerAgency, AskerKind) = (other.AskerAgency, other.AskerKind);
        (Asker, AskerRole, AskerName) = (other.Asker, other.AskerRole, other.AskerName);
        (Purpose, Child, DateOfBirth, At) = (other.Purpose, other.Child, other.DateOfBirth, other.At);
    }

    public Guid Id { get; private init; }

    /// <summary>The decision's entry in the ledger, which the asker was given.</summary>
    public Guid Decision { get; private init; }

    public Guid InteractionId { get; private init; }
    public byte[] PolicyHash { get; private init; } = [];
    public string AskerAgency { get; private init; } = "";
    public AgencyKind AskerKind { get; private init; }
    public string Asker { get; private init; } = "";
    public string AskerRole { get; private init; } = "";
    public string? AskerName { get; private init; }
    public string Purpose { get; private init; } = "";
    public NhsNumber Child { get; private init; }
    public DateOnly DateOfBirth { get; private init; }
    public DateTimeOffset At { get; private init; }
}
