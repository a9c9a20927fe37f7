using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Matching;
using Gateway.Policy;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;

namespace Gateway.Visiting;

/// <summary>
/// Which health-visiting, school-nursing and maternity services have a child. The register says which may (where the child lives, or whose practice it is); each of them says of its own system whether the child is theirs.
/// Nobody else is asked.
/// </summary>
internal sealed class FindServices(ConfirmRelationship confirm, PoliciesInForce policies, Register register, Children children, TimeProvider time)
{
    /// <param name="parts">Who has a child of this age.</param>
    /// <param name="areas">Whose the child is beside where they live.</param>
    /// <param name="practice">The one whose list has the child; none where nobody said so.</param>
    /// <param name="asked">Agencies that were asked already.</param>
    public async Task<ServicesFound> OfAsync(
        Guid request, ChildAsked child, ImmutableArray<NoticeRecipient> parts, ImmutableArray<string> areas, string? practice, ImmutableArray<string> asked, CancellationToken stopping)
    {
        var home = child.AsDescribed is null && await children.MatchAsync(child.NhsNumber, child.DateOfBirth, stopping) is ChildMatch.Exact exact ? AreasOf(exact.Home) : [];
        var may = register.ServicesOf(home.Union(areas), practice).Select(one => (Part: PartOf(one.Role), Service: one))
            .Where(one => parts.Contains(one.Part) && !asked.Contains(one.Service.Agency.Id)).ToArray();
        var said = await Task.WhenAll(may.Select(one => AskAsync(request, child, one.Part, one.Service, stopping)));
        return new ServicesFound([.. said]) { LivesSomewhere = !home.IsEmpty };
    }

    /// <summary>Whether a part is played by a service anywhere in these areas.</summary>
    public bool Any(ImmutableArray<string> areas, ImmutableArray<NoticeRecipient> parts) => register.ServicesOf(areas, null).Any(one => parts.Contains(PartOf(one.Role)));

    private ImmutableArray<string> AreasOf(Home home) => [.. home.Councils.SelectMany(council => register.Agencies.GetValueOrDefault(council)?.Areas ?? []).Distinct()];

    private async Task<ServiceFound> AskAsync(Guid request, ChildAsked child, NoticeRecipient part, ServiceAt service, CancellationToken stopping)
    {
        ImmutableArray<RelationshipType> types = policies.Current?.Role(service.Role)?.RelationshipTypes ?? [];
        // Without a policy nothing says what would show it: that is no "not theirs".
        if (types.IsEmpty) return new ServiceFound(part, service.Agency, ServiceSaid.Silent, null);
        return await confirm.AskAsync(request, new Practitioner(service.Agency, "safeguarding-lead", service.Role, null), types, child, stopping) switch
        {
            // What ended is another's by now.
            RelationshipAnswer.Confirmed { Relationship: var relationship } when relationship.EndedAt is not { } ended || ended > time.GetUtcNow() => new ServiceFound(part, service.Agency, ServiceSaid.Theirs, relationship),
            RelationshipAnswer.NotAnswered => new ServiceFound(part, service.Agency, ServiceSaid.Silent, null),
            _ => new ServiceFound(part, service.Agency, ServiceSaid.NotTheirs, null),
        };
    }

    private static NoticeRecipient PartOf(string role) => role switch
    {
        "health-visitor" => NoticeRecipient.HealthVisitor,
        "school-nurse" => NoticeRecipient.SchoolNurse,
        "midwife" => NoticeRecipient.Midwife,
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}

/// <summary>What a service's own system says of a child.</summary>
internal enum ServiceSaid : byte
{
    NotTheirs,

    /// <summary>It gave no usable answer: the child may be theirs.</summary>
    Silent,
    Theirs,
}

/// <param name="Relationship">As it was confirmed; none unless the child is theirs.</param>
internal sealed record ServiceFound(NoticeRecipient Part, Agency Agency, ServiceSaid Said, Relationship? Relationship);

/// <param name="All">Every service that was asked, with what it said.</param>
internal sealed record ServicesFound(ImmutableArray<ServiceFound> All)
{
    /// <summary>Where the child lives is known; else no service of that place was asked.</summary>
    public bool LivesSomewhere { get; init; }

    /// <summary>Who is told: whose the child is, and who did not say, who is told only to ring.</summary>
    public IEnumerable<ServiceFound> Told => All.Where(one => one.Said != ServiceSaid.NotTheirs);
}
