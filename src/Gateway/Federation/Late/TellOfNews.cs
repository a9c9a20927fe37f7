using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Notices;
using Gateway.Notifications;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;

namespace Gateway.Federation.Late;

/// <summary>
/// A late positive (event E14) is told to whoever asked and to their department, and once the child has gone to social care and the named
/// nurse; and to the asker's agency as a system, where it takes notices. Each names the check, and nothing that was said beyond which items came: that is read by whoever
/// asked, where the rules let it go.
/// </summary>
internal sealed class TellOfNews(RecordNotices notices, PostToInbox inbox, NoticeTerms terms, Register register, WhomToRing ring, TimeProvider time)
{
    /// <summary>Within the change that makes the news readable.</summary>
    /// <param name="came">What is held, and may be read by whoever asked: of anything else nobody is told that it is there.</param>
    public void Tell(GatewayContext db, LateCheck check, LateAnswer answer, ImmutableArray<Item> came, bool hasGone)
    {
        foreach (var posting in Postings(check, answer, hasGone)) inbox.Add(db, posting with { Items = Told(posting.To.Part, came) });
        var (late, agency) = (check.Late, check.Check.Asker.Agency);
        if (agency.Notices is null) return;
        var site = register.CustodianOf(late.Site);
        var line = ring.ForAreas(Areas(late)).FirstOrDefault() ?? ring.Line("", agency.Telephones);
        notices.Add(db, new AttendanceNotice(
            late.InteractionId, late.PolicyHash, agency, agency, late.Decision.ToString(), late.Child, late.DateOfBirth, site?.Name ?? agency.Name, answer.At, line.Number)
        {
            Kind = NoticeKind.LateAnswer,
            Of = answer.Id,
        });
    }

    public void Committed() => inbox.Committed();

    private ImmutableArray<Item> Told(NoticeRecipient part, ImmutableArray<Item> came) =>
        [.. (terms.Row(NoticeEvent.LateAnswer, part, time.GetUtcNow())?.Items ?? []).Where(came.Contains)];

    private IEnumerable<Posting> Postings(LateCheck check, LateAnswer answer, bool hasGone)
    {
        var (late, asker) = (check.Late, check.Check.Asker);
        yield return Of(new PostingTo(NoticeRecipient.Asker, asker.Agency.Id) { Role = asker.Role, Person = asker.Subject }, NoticeWord.NotKnownBefore);
        yield return Of(new PostingTo(NoticeRecipient.Department, asker.Agency.Id) { Role = asker.Role, Except = asker.Subject }, NoticeWord.NotKnownBefore);
        if (!hasGone) yield break;
        var encounter = new Relationship(RelationshipType.Encounter, answer.At);
        if (asker.Agency.Kind == AgencyKind.NhsTrust) yield return Of(new PostingTo(NoticeRecipient.NamedNurse, asker.Agency.Id), NoticeWord.ChildHasLeft) with { Relationship = encounter };
        foreach (var council in Areas(late).Select(register.CouncilOf).OfType<Agency>().DistinctBy(council => council.Id))
            yield return Of(new PostingTo(NoticeRecipient.FrontDoor, council.Id), NoticeWord.ChildHasLeft) with { Ring = asker.Agency.Id };

        Posting Of(PostingTo to, NoticeWord word) => new(NoticeEvent.LateAnswer, NoticeSubject.Check(late.Decision), to, answer.At)
        {
            Child = check.Child,
            Words = [NoticeWord.NewInformation, word],
            Of = answer.Id.ToString(),
            From = Actor.Of(asker),
            Interaction = late.InteractionId,
        };
    }

    private static ImmutableArray<string> Areas(LateQuestion late) => [.. late.WhereFound.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
