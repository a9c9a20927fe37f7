using Gateway.Tool.Synthetic.People;
using Gateway.Tool.Synthetic.Places;

namespace Gateway.Tool.Synthetic.Held;

/// <summary>Draws what children's social care holds: plans live and ended, care, plans for the unborn, siblings.</summary>
internal sealed class SocialCareDraw(AsOf asOf, Rates rates, NameBook names)
{
    private static readonly Weighted<Categories> FirstCategory = new(
        (Categories.Neglect, 49), (Categories.Emotional, 37), (Categories.Physical, 9), (Categories.Sexual, 5));

    private static readonly Weighted<int> HowMany = new((1, 78), (2, 18), (3, 4));

    private static readonly Weighted<LegalBasis> Basis = new(
        (LegalBasis.CareOrder, 60), (LegalBasis.InterimCareOrder, 18), (LegalBasis.Section20, 22));

    public void Add(Household household, Dice dice)
    {
        if (dice.Chance(rates.PlanInHousehold)) LivePlans(household, dice);
        else if (dice.Chance(rates.EndedPlanInHousehold)) EndedPlans(household, dice);
        foreach (var child in household.Children)
        {
            Care(child, household, dice);
            Unborn(child, household, dice);
        }
    }

    private void LivePlans(Household household, Dice dice)
    {
        var holders = Holders(household.Residence, dice);
        foreach (var child in household.Children)
        {
            if (asOf.AgeOf(child.Born) >= 18 || !dice.Chance(rates.SiblingSharesPlan)) continue;
            foreach (var holder in holders) Plan(child, holder, dice);
        }

        foreach (var child in household.Children)
        {
            if (!household.Children.Any(other => other != child && other.IsHeld<Fact.Plan>())) continue;
            foreach (var holder in holders) child.Holds(holder, new Fact.SiblingOnPlan());
        }
    }

    private void Plan(Child child, Place holder, Dice dice)
    {
        child.Holds(holder, new Fact.Plan(Draw(dice), Later(asOf.DaysAgo(1 + dice.Below(700)), child.Born), End: null));
        child.Holds(holder, Worker(holder, dice));
    }

    private void EndedPlans(Household household, Dice dice)
    {
        var holder = Holders(household.Residence, dice)[0];
        var ended = dice.Chance(0.5) ? asOf.DaysAgo(1 + dice.Below(365)) : asOf.WindowStart.AddDays(-1 - dice.Below(1_200));
        foreach (var child in household.Children)
        {
            if (child.Born >= ended || ended.AddYears(-18) >= child.Born || !dice.Chance(rates.SiblingSharesPlan)) continue;
            child.Holds(holder, new Fact.Plan(Draw(dice), Later(ended.AddDays(-90 - dice.Below(600)), child.Born), ended));
        }
    }

    private void Care(Child child, Household household, Dice dice)
    {
        var adult = asOf.AgeOf(child.Born) >= 18;
        if (!adult && !dice.Chance(rates.LookedAfter)) return;
        var holder = Holders(household.Residence, dice)[0];
        var until = adult ? child.Born.AddYears(18) : dice.Chance(0.2) ? asOf.DaysAgo(1 + dice.Below(600)) : (DateOnly?)null;
        var since = Later((until ?? asOf.Day).AddDays(-1 - dice.Below(2_500)), child.Born);
        if (until is not null && since >= until) return;
        child.Holds(holder, new Fact.LookedAfter(Basis.Pick(dice), since, until));
        if (until is null && !child.IsHeld<Fact.LeadSocialWorker>()) child.Holds(holder, Worker(holder, dice));
    }

    /// <summary>Held against a mother under 18, and against the child for some weeks after the birth.</summary>
    private void Unborn(Child child, Household household, Dice dice)
    {
        var age = asOf.AgeOf(child.Born);
        var days = asOf.Day.DayNumber - child.Born.DayNumber;
        var mother = age is 15 or 16 or 17 && child.Sex == Sex.Female;
        if (!mother && days > 60 || !dice.Chance(rates.UnbornPlan)) return;
        var due = mother ? asOf.Day.AddDays(dice.Below(200)) : child.Born.AddDays(dice.Below(21) - 10);
        child.Holds(Holders(household.Residence, dice)[0], new Fact.UnbornPlan(due));
    }

    /// <summary>The council of the home; after a move sometimes still the former one, or both.</summary>
    private IReadOnlyList<Place> Holders(Residence residence, Dice dice)
    {
        if (residence.Former is not { } former) return [residence.Home.Council];
        if (dice.Chance(rates.PlanInBothCouncils)) return [residence.Home.Council, former.Council];
        return [dice.Chance(0.35) ? former.Council : residence.Home.Council];
    }

    private static Categories Draw(Dice dice)
    {
        var set = Categories.None;
        for (var more = HowMany.Pick(dice); more > 0; more--) set |= FirstCategory.Pick(dice);
        return set;
    }

    private Fact.LeadSocialWorker Worker(Place holder, Dice dice)
    {
        var tradition = names.Pick(dice);
        var given = tradition.Given(dice.Chance(0.8) ? Sex.Female : Sex.Male).Pick(dice).Text;
        var place = char.ToUpperInvariant(holder.Area[0]) + holder.Area[1..];
        return new Fact.LeadSocialWorker(
            $"{given} {tradition.Family.Pick(dice).Text}", $"{place} safeguarding team {1 + dice.Below(4)}", DramaTelephone.Pick(dice));
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
