using System.Collections.Immutable;

namespace Gateway.Agencies;

/// <summary>A made-up practitioner to sign in as.</summary>
/// <param name="RoleWord">The word that their issuer puts into tokens.</param>
/// <param name="Title">What they are, and where.</param>
public sealed record DemonstrationPractitioner(Practitioner Practitioner, string RoleWord, string Title);

/// <summary>Whom one may sign in as in Development; nobody elsewhere.</summary>
public sealed record DemonstrationPractitioners(ImmutableArray<DemonstrationPractitioner> All)
{
    public static DemonstrationPractitioners None { get; } = new([]);

    public Practitioner? Find(string subject) => Listed(subject)?.Practitioner;

    public DemonstrationPractitioner? Listed(string subject) => All.FirstOrDefault(listed => listed.Practitioner.Subject == subject);
}
