using Gateway.Tool.Synthetic.Held;
using Gateway.Tool.Synthetic.People;

namespace Gateway.Tool.Synthetic.Cast;

/// <summary>Homes: moves between councils, a council that is not connected, a protected address.</summary>
internal static class HomeJourneys
{
    public static void Tell(Stage stage)
    {
        Moved(stage);
        NotConnected(stage);
        Protected(stage);
    }

    private static void Moved(Stage stage)
    {
        var moved = stage.AsOf.MonthsAgo(4);
        stage.Child("Lewis", "Netherby", Sex.Male, stage.Born(9, 12, 5),
                [stage.Home("brackenford", stage.Born(9, 12, 5), moved), stage.Home("aldersham", moved)])
            .OnPlan("brackenford-csc", Categories.Neglect, stage.AsOf.MonthsAgo(30), stage.AsOf.MonthsAgo(7))
            .Seen("northgate-childrens-ed", AsOf.Noon(stage.AsOf.MonthsAgo(6)), "Abdominal pain")
            .NurseChecks("moved-within-the-year", "A triage nurse checks a boy who moved from Brackenford to Aldersham four months ago.",
                "Two home councils, Brackenford and Aldersham, must both answer. Not on a plan now; a plan with Brackenford ended seven months ago.");
    }

    private static void NotConnected(Stage stage) =>
        stage.Child("Elsie", "Penhaligon", Sex.Female, stage.Born(6, 10, 9), "farrowdale")
            .OnPlan("farrowdale-csc", Categories.Physical, stage.AsOf.DaysAgo(45))
            .NurseChecks("council-not-connected", "A triage nurse checks a girl whose home council is not connected.",
                "Not known: Farrowdale is not covered. Ring Farrowdale. The answer is incomplete and never says that there is no plan.");

    private static void Protected(Stage stage) =>
        stage.Child("Grace", "Mensah", Sex.Female, stage.Born(7, 3, 29), [stage.Home("dunmere", stage.Born(2, 6, 1))], isProtected: true)
            .OnPlan("dunmere-csc", Categories.Emotional, stage.AsOf.DaysAgo(150))
            .Worker("dunmere-csc", "Femi Balogun", "Dunmere safeguarding team 1", "0113 496 0117")
            .Registered("harbour-view-surgery-list")
            .Incident("southmere-police-records", AsOf.At(stage.AsOf.DaysAgo(200), 23, 5))
            .Seen("dunmere-district-ed", AsOf.Noon(stage.AsOf.DaysAgo(80)), "Fever")
            .NurseChecks("protected-address", "A triage nurse checks a girl whose address is protected.",
                "On a child protection plan. Where she lives, where she has been seen, her surgery and her social worker's name are not shown: a team number only.");
}
