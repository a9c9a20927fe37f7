using Gateway.Rules.Identifiers;
using Gateway.Tool.Synthetic.People;
using Gateway.Tool.Synthetic.Places;

namespace Gateway.Tool.Synthetic.Cast;

/// <summary>The people of the demonstration: the same for every seed and every size.</summary>
internal sealed record DemonstrationCast(
    IReadOnlyList<Child> Children,
    IReadOnlyList<Relationship> Relationships,
    IReadOnlyList<Practitioner> Practitioners,
    IReadOnlyList<Journey> Journeys)
{
    /// <summary>Numbers that nobody else may have.</summary>
    public IReadOnlySet<NhsNumber> Numbers => Journeys.Select(j => j.Number).Concat(Children.Select(c => c.Number)).ToHashSet();

    /// <summary>The cast, or in a register without its agencies nobody but the practitioners who have one.</summary>
    public static DemonstrationCast For(Geography geography, AsOf asOf)
    {
        var practitioners = Practitioner.All.Where(p => geography.Agencies.Contains(p.Agency)).ToList();
        return KnowsAll(geography) ? Tell(geography, asOf) : new DemonstrationCast([], [], practitioners, []);
    }

    private static DemonstrationCast Tell(Geography geography, AsOf asOf)
    {
        var stage = new Stage(geography, asOf);
        OpeningJourneys.Tell(stage);
        PlanJourneys.Tell(stage);
        CareJourneys.Tell(stage);
        AttendanceJourneys.Tell(stage);
        HomeJourneys.Tell(stage);
        OtherJourneys.Tell(stage);
        RefusedJourneys.Tell(stage);
        return new DemonstrationCast(stage.Children, stage.Relationships, Practitioner.All, stage.Journeys);
    }

    private static bool KnowsAll(Geography geography) =>
        Needed.All(geography.Custodians.Contains)
        && Areas.All(area => geography.In(area) is not null)
        && Practitioner.All.All(p => geography.Agencies.Contains(p.Agency));

    private static readonly string[] Areas = ["aldersham", "brackenford", "castlebridge", "dunmere", "eastholt", "farrowdale"];

    private static readonly string[] Needed =
    [
        "aldersham-csc", "brackenford-csc", "castlebridge-csc", "dunmere-csc", "eastholt-csc", "farrowdale-csc",
        "aldersham-general-ed", "brook-street-ed", "brackenford-royal-ed", "northgate-childrens-ed",
        "castlebridge-infirmary-ed", "dunmere-district-ed", "northshire-police-records", "southmere-police-records",
        "millpond-surgery-list", "harbour-view-surgery-list", "st-oswins-primary-roll", "brackenford-academy-roll",
    ];
}
