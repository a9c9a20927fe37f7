using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Federation.Pointers;
using Gateway.Matching;
using Gateway.Matching.Links;
using Gateway.Rules.Federation.Pointers;
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
/// Who is told of a child in a department: the front doors of the councils where the child lives and where the child is, and the practice whose signed list names the child,
/// else the one that the department named. Nobody is guessed.
/// </summary>
internal sealed class FindWhom(Children children, PointerIndex index, PointerKeys keys, MergedNumbers merged, Register register, NoticeTerms terms, TimeProvider time)
{
    public const string SocialCare = "social-care";
    public const string Practice = "practice";

    /// <param name="named">The practice that the department named, an id of the register.</param>
    public async Task<WhomFound> OfAsync(Practitioner who, ChildAsked child, string? named, CancellationToken stopping)
    {
        var match = await children.MatchAsync(child.NhsNumber, child.DateOfBirth, stopping) as ChildMatch.Exact;
        var (told, missing) = (ImmutableArray.CreateBuilder<Told>(), ImmutableSortedSet.CreateBuilder<string>());
        var here = who.Agency.Areas.Select(register.CouncilOf).OfType<Agency>().DistinctBy(council => council.Id).ToArray();
        var home = (match?.Home.Councils ?? []).Select(id => register.Agencies.GetValueOrDefault(id)).OfType<Agency>().Where(council => here.All(one => one.Id != council.Id)).ToArray();
        var isHidden = match?.Home.Protected is true;
        foreach (var council in here) Add(council, council.Name, $"{SocialCare}-{council.Id}");
        foreach (var council in home) Add(council, isHidden ? "Children's services where the child lives" : council.Name, isHidden ? SocialCare : $"{SocialCare}-{council.Id}");
        // Where the child lives nobody knows, or its council is not in the register: those who were told here are not all.
        if (told.Count == 0 || match is null || match.Home.Councils.Length > here.Length + home.Length || match.Home.Unplaced) missing.Add(SocialCare);
        if (PracticeOf(child, match, named) is { } practice) told.Add(practice);
        else missing.Add(Practice);
        return new WhomFound(told.ToImmutable(), missing.ToImmutable());

        void Add(Agency council, string shown, string key)
        {
            if (Plays(NoticeRecipient.FrontDoor, council)) told.Add(new Told(NoticeRecipient.FrontDoor, council, RelationshipType.Referral, shown));
            else missing.Add(key);
        }
    }

    private Told? PracticeOf(ChildAsked child, ChildMatch.Exact? match, string? named)
    {
        var looked = Looked(child, match);
        var listed = register.HoldersOf(Item.GpRegistration).Where(list => looked.Points(list.Id)).Select(list => list.Agency).DistinctBy(agency => agency.Id).ToArray();
        if (listed is [var only] && Plays(NoticeRecipient.Gp, only)) return new Told(NoticeRecipient.Gp, only, RelationshipType.Registration, "The child's practice");
        var given = named is null ? null : register.Agencies.GetValueOrDefault(named);
        return given is { Kind: AgencyKind.GpPractice } && Plays(NoticeRecipient.Gp, given) ? new Told(NoticeRecipient.Gp, given, RelationshipType.None, given.Name) : null;
    }

    private PointerIndex.Looked Looked(ChildAsked child, ChildMatch.Exact? match)
    {
        var sought = ChildSought.Of(child, match?.Held, merged.Of(child.NhsNumber), PointerKindWords.Of(Item.GpRegistration));
        return index.Look(epoch => keys.Of(epoch) is { } key ? sought.Tokens(key) : []);
    }

    private bool Plays(NoticeRecipient part, Agency agency) =>
        terms.Part(part, agency.Kind.Word(), time.GetUtcNow()) is { Roles: { IsEmpty: false } roles } && agency.Has([.. roles]);
}
