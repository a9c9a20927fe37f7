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

    // Custodians that hold the same items, which are bits: a check goes through those that it may ask, and not through every school in England.
    private readonly ImmutableArray<Alike> _scopes = [.. register.Custodians.Select((custodian, place) => (Place: place, Custodian: custodian))
        .GroupBy(one => Mask(one.Custodian.AuthoritativeFor)).Select(alike => new Alike(alike.Key, [.. alike]))];

    public ImmutableArray<CustodianQuestion> For(Decision decision, Home home, ImmutableArray<string> whereFound) => For(Asked(decision), home, whereFound);

    public ImmutableArray<CustodianQuestion> For(ImmutableArray<Item> asked, Home home, ImmutableArray<string> whereFound)
    {
        var mask = Mask(asked);
        var questions = ImmutableArray.CreateBuilder<CustodianQuestion>();
        foreach (var (_, custodian, items) in InScope(asked, mask))
        {
            var found = IsWhereFound(custodian.Agency, whereFound);
            var near = found || home.Councils.Contains(custodian.Agency.Id);
            // Of a protected child every answer must be current: to ask it of the home council alone would tell which one that is.
            if (custodian.Connected || near) questions.Add(new CustodianQuestion(custodian, items, MustBeCurrent: near || home.Protected) { AlwaysLive = near, Quietly = home.Protected && !found });
        }

        if (home.Unplaced && asked.Intersect(CouncilItems).ToImmutableArray() is { IsEmpty: false } open)
            questions.Add(new CustodianQuestion(Unnamed("council-not-known", "A council that this service could not find from the address", whereFound), open, MustBeCurrent: true));
        return questions.ToImmutable();
    }

    // In the register's order.
    private List<(int Place, Custodian Custodian, ImmutableArray<Item> Items)> InScope(ImmutableArray<Item> asked, int mask)
    {
        var scope = new List<(int Place, Custodian Custodian, ImmutableArray<Item> Items)>();
        var groups = 0;
        foreach (var alike in _scopes)
        {
            if ((alike.Holds & mask) == 0) continue;
            groups++;
            var items = Within(asked, alike.Holds);
            foreach (var (place, custodian) in alike.Custodians) scope.Add((place, custodian, items));
        }

        if (groups > 1) scope.Sort(static (one, other) => one.Place.CompareTo(other.Place));
        return scope;
    }

    /// <summary>An agency of the places where the child lives, lived or is; of a protected child, of where the child is alone.</summary>
    public bool IsNear(Agency agency, Home home, ImmutableArray<string> whereFound) =>
        agency.Areas.Any(whereFound.Contains)
        || (!home.Protected && home.Councils.Any(council => council == agency.Id || agency.Areas.Any(register.Agencies[council].Areas.Contains)));

    private static ImmutableArray<Item> Asked(Decision decision)
    {
        var asked = ImmutableArray.CreateBuilder<Item>(decision.Items.Length);
        foreach (var item in decision.Items)
            if (item.MayBeAsked) asked.Add(item.Item);
        return asked.ToImmutable();
    }

    private static ImmutableArray<Item> Within(ImmutableArray<Item> asked, int holds)
    {
        if ((Mask(asked) & ~holds) == 0) return asked;
        var items = ImmutableArray.CreateBuilder<Item>(asked.Length);
        foreach (var item in asked)
            if ((holds & (1 << (int)item)) != 0) items.Add(item);
        return items.ToImmutable();
    }

    private static int Mask(IEnumerable<Item> items) => items.Aggregate(0, (mask, item) => mask | (1 << (int)item));

    private static int Mask(ImmutableArray<Item> items)
    {
        var mask = 0;
        foreach (var item in items) mask |= 1 << (int)item;
        return mask;
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

    private sealed record Alike(int Holds, ImmutableArray<(int Place, Custodian Custodian)> Custodians);
}
