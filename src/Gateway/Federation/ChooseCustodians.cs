using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Matching;
using Gateway.Rules.Policy;

namespace Gateway.Federation;

/// <summary>
/// Who is in scope for a check: every connected custodian that is authoritative for an item that may be asked for, the
/// child's home councils even where they are not connected, and the council where the child is found (rulings, 5). What
/// cannot be asked is in scope all the same, so that it cannot be read as "nothing held".
/// </summary>
public sealed class ChooseCustodians(Register register)
{
    private static readonly Item[] CouncilItems =
    [
        Item.PlanFlag, Item.PlanCategory, Item.PlanDates, Item.LeadSocialWorker, Item.LookedAfter, Item.UnbornPlan, Item.PlanEnded, Item.SiblingOnPlan,
    ];

    public ImmutableArray<CustodianQuestion> For(Decision decision, Home home, ImmutableArray<string> whereFound) =>
        For([.. decision.Items.Where(item => item.MayBeAsked).Select(item => item.Item)], home, whereFound);

    public ImmutableArray<CustodianQuestion> For(Item[] asked, Home home, ImmutableArray<string> whereFound)
    {
        var questions = ImmutableArray.CreateBuilder<CustodianQuestion>();
        foreach (var custodian in register.Custodians)
        {
            var items = asked.Where(custodian.AuthoritativeFor.Contains).ToImmutableArray();
            if (items.IsEmpty) continue;
            var near = home.Councils.Contains(custodian.Agency.Id) || IsWhereFound(custodian.Agency, whereFound);
            // Of a protected child every answer must be current: to ask it of the home council alone would tell which one that is.
            if (custodian.Connected || near) questions.Add(new CustodianQuestion(custodian, items, MustBeCurrent: near || home.Protected));
        }

        if (home.Unplaced && asked.Intersect(CouncilItems).ToImmutableArray() is { IsEmpty: false } open)
            questions.Add(new CustodianQuestion(Unnamed("council-not-known", "A council that this service could not find from the address", whereFound), open, MustBeCurrent: true));
        return questions.ToImmutable();
    }

    // It is rung through the council where the child is now.
    private Custodian Unnamed(string id, string name, ImmutableArray<string> whereFound)
    {
        var council = whereFound.Select(register.CouncilOf).FirstOrDefault(found => found is not null)
            ?? register.Agencies.Values.Where(agency => agency.Kind == AgencyKind.LocalAuthority).MinBy(agency => agency.Id, StringComparer.Ordinal)!;
        return new Custodian(id, name, council, null, FrozenSet<Item>.Empty, council.Telephones);
    }

    private static bool IsWhereFound(Agency agency, ImmutableArray<string> areas) =>
        agency.Kind == AgencyKind.LocalAuthority && agency.Areas.Any(areas.Contains);
}
