using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Departments.Store;
using Gateway.Matching;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;

namespace Gateway.Departments;

/// <summary>One who is to be told.</summary>
/// <param name="Relationship">How their agency is involved with the child, as it is confirmed; none where nothing confirms it, and the notice then says only to ring.</param>
/// <param name="Shown">As the department may read it: where a protected child lives is told to nobody.</param>
internal sealed record Told(NoticeRecipient Part, Agency Agency, RelationshipType Relationship, string Shown);

/// <param name="Missing">Who should be told and cannot be told here: somebody rings.</param>
internal sealed record WhomFound(ImmutableArray<Told> All, ImmutableSortedSet<string> Missing)
{
    public Told? Of(NoticeRecipient part) => All.FirstOrDefault(told => told.Part == part);
}

/// <summary>
/// Who is told of a child in a department: the front doors of the councils where the child lives and where the child is, and the practice that answered the check that the child is
/// registered there, else the one that the department named. Nobody is guessed.
/// </summary>
internal sealed class FindWhom(Children children, Register register, Postcodes postcodes, NoticeTerms terms, TimeProvider time)
{
    public const string SocialCare = Rules.Departments.VisitStanding.SocialCare;
    public const string Practice = "practice";

    /// <param name="answered">The practice that said in a check that the child is registered there, an id of the register.</param>
    /// <param name="named">The one that the department named.</param>
    public async Task<WhomFound> OfAsync(Practitioner who, AboutVisit about, string? answered, string? named, CancellationToken stopping)
    {
        var lives = await HomeOfAsync(about, stopping);
        var (told, missing) = (ImmutableArray.CreateBuilder<Told>(), ImmutableSortedSet.CreateBuilder<string>());
        var here = who.Agency.Areas.Select(register.CouncilOf).OfType<Agency>().DistinctBy(council => council.Id).ToArray();
        var home = (lives?.Councils ?? []).Select(id => register.Agencies.GetValueOrDefault(id)).OfType<Agency>().Where(council => here.All(one => one.Id != council.Id)).ToArray();
        var isHidden = lives?.Protected is true;
        foreach (var council in here) Add(council, council.Name, $"{SocialCare}-{council.Id}");
        foreach (var council in home) Add(council, isHidden ? "Children's services where the child lives" : council.Name, isHidden ? SocialCare : $"{SocialCare}-{council.Id}");
        // Where the child lives nobody knows, or its council is not in the register: those who were told here are not all.
        if (told.Count == 0 || lives is null || lives.Councils.Length > here.Length + home.Length || lives.Unplaced) missing.Add(SocialCare);
        if (PracticeOf(answered, named) is { } practice) told.Add(practice);
        else missing.Add(Practice);
        return new WhomFound(told.ToImmutable(), missing.ToImmutable());

        void Add(Agency council, string shown, string key)
        {
            if (Plays(NoticeRecipient.FrontDoor, council)) told.Add(new Told(NoticeRecipient.FrontDoor, council, RelationshipType.Referral, shown));
            else missing.Add(key);
        }
    }

    // Of a child who was not found the postcode that was typed is all that is known, and where it is nobody's that is nothing.
    private async Task<Home?> HomeOfAsync(AboutVisit about, CancellationToken stopping) => about.Child is { } child
        ? (await children.MatchAsync(child.NhsNumber, child.DateOfBirth, stopping) as ChildMatch.Exact)?.Home
        : about.Described?.Postcode is { } postcode && postcodes.CouncilOf(postcode, LondonTime.Day(time.GetUtcNow())) is { } council ? new Home([council.Id], Protected: false) : null;

    private Told? PracticeOf(string? answered, string? named)
    {
        if (answered is not null && register.Agencies.GetValueOrDefault(answered) is { } own && Plays(NoticeRecipient.Gp, own)) return new Told(NoticeRecipient.Gp, own, RelationshipType.Registration, "The child's practice");
        var given = named is null ? null : register.Agencies.GetValueOrDefault(named);
        return given is { Kind: AgencyKind.GpPractice } && Plays(NoticeRecipient.Gp, given) ? new Told(NoticeRecipient.Gp, given, RelationshipType.None, given.Name) : null;
    }

    private bool Plays(NoticeRecipient part, Agency agency) =>
        terms.Part(part, agency.Kind.Word(), time.GetUtcNow()) is { Roles: { IsEmpty: false } roles } && agency.Has([.. roles]);
}
