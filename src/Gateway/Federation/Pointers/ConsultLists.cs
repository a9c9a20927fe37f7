using System.Collections.Immutable;
using Gateway.Matching;
using Gateway.Matching.Links;
using Gateway.Rules.Federation;
using Gateway.Rules.Federation.Pointers;
using Gateway.Rules.Policy;

namespace Gateway.Federation.Pointers;

/// <summary>
/// Looks in the lists before anybody is asked. A fresh list that does not point is its custodian's answer; who is asked live is exactly
/// whom ruling 26 names: the home councils, the council where the child is found, whoever's list points, and of those whose list does not
/// settle it the ones near the child. Of a protected child no more is told by that than of any other.
/// </summary>
internal sealed class ConsultLists(PointerIndex index, PointerKeys keys, MergedNumbers merged, ChooseCustodians choose, TimeProvider time)
{
    /// <param name="held">What is held of the child beside the number; null where nothing is.</param>
    public ListsConsulted Of(ChildAsked child, ChildHeld? held, Home home, ImmutableArray<string> whereFound, ImmutableArray<CustodianQuestion> questions)
    {
        var sought = ChildSought.Of(child, held, merged.Of(child.NhsNumber), Kinds(questions));
        var looked = index.Look(epoch => keys.Of(epoch) is { } key ? sought.Tokens(key) : []);
        var now = time.GetUtcNow();
        return new ListsConsulted([.. questions.Select(One)]);

        Consulted One(CustodianQuestion question)
        {
            var list = looked.Of(question.Custodian.Id);
            var unlisted = list?.Standing.Unlisted ?? 0;
            if (unlisted > 0 && child.AsDescribed is not null) question = question with { MayBeUnlisted = true };
            return Consult(question, list, JudgeList.Of(list?.Standing, Asked(question), now), home, whereFound) with { Unlisted = unlisted };
        }

        AskedOfList Asked(CustodianQuestion question) => new(
            Kinds([question]), question.Items.Any(item => PointerKindWords.Of(item) == PointerKinds.None), looked.Points(question.Custodian.Id),
            child.AsDescribed is null, sought.IsDescribed, question.MustBeCurrent && !question.Items.All(ItemWords.IsAttendance));
    }

    private Consulted Consult(CustodianQuestion question, ListHeld? list, ListSays says, Home home, ImmutableArray<string> whereFound) => says switch
    {
        ListSays.NothingHeld nothing => new Consulted(question, question.AlwaysLive, ByList(question, list!, nothing)),
        ListSays.AskLive(NotByList.Pointed) => new Consulted(question with { Pointed = true, MustBeCurrent = true }, IsLive: true, null),
        ListSays.AskLive live when IsLeftOut(question, list, live.Why) && !IsNear(question, home, whereFound) => new Consulted(question, IsLive: false, NotAsked(question, list, live.Why)),
        _ => new Consulted(question, IsLive: true, null),
    };

    // Its list is too old, or cannot be looked in by what is known, or it keeps one and there is none. Of what no list speaks for everybody is asked.
    private static bool IsLeftOut(CustodianQuestion question, ListHeld? list, NotByList why) => why switch
    {
        NotByList.Stale or NotByList.MayBeMissing => true,
        _ => list is null && question.Custodian.Lists is not null && question.Items.All(item => PointerKindWords.Of(item) != PointerKinds.None),
    };

    // To ask a protected child's own places alone would tell which they are: all whose lists do not settle it are asked alike.
    private bool IsNear(CustodianQuestion question, Home home, ImmutableArray<string> whereFound) =>
        question.AlwaysLive || home.Protected || choose.IsNear(question.Custodian.Agency, home, whereFound);

    private static CustodianAnswer ByList(CustodianQuestion question, ListHeld list, ListSays.NothingHeld said) =>
        new(question, said.AsOf, [.. question.Items.Select(item => new ItemSaid(item, CustodianSaid.NothingHeld, null))], TimeSpan.Zero)
        {
            List = new ListSpoke(list.Taken.Sequence),
        };

    private static CustodianAnswer NotAsked(CustodianQuestion question, ListHeld? list, NotByList why) =>
        CustodianAnswer.NotKnown(question, why switch { NotByList.Stale => Because.Stale, NotByList.MayBeMissing => Because.NotMatched, _ => Because.NotAsked }, TimeSpan.Zero) with
        {
            LeftOut = true,
            ListAsOf = list?.Standing.AsOf > DateTimeOffset.UnixEpoch ? list.Standing.AsOf : null,
        };

    private static PointerKinds Kinds(ImmutableArray<CustodianQuestion> questions)
    {
        var kinds = PointerKinds.None;
        foreach (var question in questions)
            foreach (var item in question.Items) kinds |= PointerKindWords.Of(item);
        return kinds;
    }
}
