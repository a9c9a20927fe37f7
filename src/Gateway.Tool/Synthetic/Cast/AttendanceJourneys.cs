using Gateway.Tool.Synthetic.Held;
using Gateway.Tool.Synthetic.People;

namespace Gateway.Tool.Synthetic.Cast;

/// <summary>Attendances: the edges of the twelve months, several departments, what is left out.</summary>
internal static class AttendanceJourneys
{
    public static void Tell(Stage stage)
    {
        Months(stage);
        Edges(stage);
        ManyDepartments(stage);
        Confidential(stage);
    }

    private static void Months(Stage stage) =>
        stage.Child("Imogen", "Holmes", Sex.Female, stage.Born(4, 6, 17), "aldersham")
            .Seen("brook-street-ed", AsOf.Noon(stage.AsOf.MonthsAgo(11)), "Fever")
            .Seen("brook-street-ed", AsOf.Noon(stage.AsOf.MonthsAgo(13)), "Rash")
            .NurseChecks("attended-11-and-13-months-ago", "A triage nurse checks a girl seen 11 and 13 months ago.",
                "One attendance, 11 months ago. The one 13 months ago is outside the window.");

    private static void Edges(Stage stage) =>
        stage.Child("Rory", "Quinn", Sex.Male, stage.Born(5, 2, 12), "aldersham")
            .Seen("aldersham-general-ed", AsOf.Noon(stage.AsOf.WindowStart), "Vomiting")
            .Seen("brook-street-ed", AsOf.Noon(stage.AsOf.WindowStart.AddDays(-1)), "Fever")
            .NurseChecks("attended-at-the-edge-of-twelve-months", "A triage nurse checks a boy seen on the first day of the twelve months and on the day before.",
                $"One attendance, on {Stage.Say(stage.AsOf.WindowStart)}. The one on the day before is outside the window.");

    private static void ManyDepartments(Stage stage) =>
        stage.Child("Mila", "Popescu", Sex.Female, stage.AsOf.DaysAgo(160), "aldersham")
            .Hurt("aldersham-general-ed", AsOf.At(stage.AsOf.DaysAgo(96), 3, 20), "Bruising")
            .Seen("brackenford-royal-ed", AsOf.At(stage.AsOf.DaysAgo(58), 20, 15), "Unsettled baby")
            .LeftBeforeSeen("northgate-childrens-ed", AsOf.At(stage.AsOf.DaysAgo(33), 1, 50), "Head injury", injury: true)
            .Hurt("castlebridge-infirmary-ed", AsOf.At(stage.AsOf.DaysAgo(9), 17, 45), "Arm injury", "Referred to clinic")
            .AtAldershamGeneral("doctor-lindstrand")
            .NurseChecks("baby-at-four-departments", "A triage nurse checks a baby of five months who has been to four departments.",
                "No plan. Four attendances at four departments, three of them injuries, one left before being seen.")
            .Journey("doctor-with-a-concern", "A doctor with a concern checks the same baby.", "doctor-lindstrand", "clinical-concern",
                "The same four attendances, with complaints and outcomes in words.");

    private static void Confidential(Stage stage) =>
        stage.Child("Caitlin", "Byrne", Sex.Female, stage.AsOf.Day.AddYears(-15).AddDays(-200), "brackenford")
            .Hurt("brackenford-royal-ed", AsOf.Noon(stage.AsOf.DaysAgo(75)), "Fall")
            .Confidential("northgate-childrens-ed", AsOf.Noon(stage.AsOf.DaysAgo(30)), "Sexual health")
            .NurseChecks("sensitive-attendance", "A triage nurse checks a girl of 15.",
                "One attendance. Another, at a sensitive service, is left out, and nothing shows that it is.");
}
