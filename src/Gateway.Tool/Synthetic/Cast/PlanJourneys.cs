using Gateway.Tool.Synthetic.Held;
using Gateway.Tool.Synthetic.People;

namespace Gateway.Tool.Synthetic.Cast;

/// <summary>Plans: every category, ended, of twins, of a sibling, of the unborn, and none.</summary>
internal static class PlanJourneys
{
    public static void Tell(Stage stage)
    {
        NothingHeld(stage);
        Ended(stage);
        ManyCategories(stage);
        TwoCouncils(stage);
        Twins(stage);
        Sibling(stage);
        Unborn(stage);
    }

    private static void NothingHeld(Stage stage) =>
        stage.Child("Arlo", "Birch", Sex.Male, stage.Born(6, 1, 23), "aldersham").NurseChecks(
            "nothing-held",
            "A triage nurse checks a child about whom nobody holds anything.",
            "No child protection plan found, and no attendance. Every source that answered is listed with its time. This does not mean there are no concerns.");

    private static void Ended(Stage stage)
    {
        Ended("Freya", "Stubbs", stage.AsOf.MonthsAgo(5), "plan-ended-five-months-ago", "Not on a plan now. A plan ended on {0}.");
        Ended("Osian", "Gwynne", stage.AsOf.WindowStart, "plan-ended-on-first-day-of-window", "Not on a plan now. A plan ended on {0}, the first day that still counts.");
        Ended("Poppy", "Ormerod", stage.AsOf.WindowStart.AddDays(-1), "plan-ended-a-day-too-early", "Nothing about a plan: it ended on {0}, the day before the twelve months began.");
        Ended("Jude", "Tindall", stage.AsOf.MonthsAgo(13), "plan-ended-thirteen-months-ago", "Nothing about a plan: it ended on {0}, more than twelve months ago.");

        void Ended(string given, string family, DateOnly end, string name, string expect) =>
            stage.Child(given, family, given is "Freya" or "Poppy" ? Sex.Female : Sex.Male, stage.Born(7, 9, 14), "aldersham")
                .OnPlan("aldersham-csc", Categories.Neglect, end.AddDays(-400), end)
                .NurseChecks(name, "A triage nurse checks a child whose plan has ended.", string.Format(null, expect, Stage.Say(end)));
    }

    private static void ManyCategories(Stage stage) =>
        stage.Child("Saoirse", "O'Neill", Sex.Female, stage.Born(10, 11, 3), "dunmere")
            .OnPlan("dunmere-csc", Categories.Neglect | Categories.Physical | Categories.Sexual, stage.AsOf.DaysAgo(24))
            .Worker("dunmere-csc", "Femi Balogun", "Dunmere safeguarding team 1", "0113 496 0117")
            .KnownTo("nurse-tan", "encounter", "dunmere-district-ed")
            .Journey(
                "plan-of-three-categories",
                "A triage nurse at Dunmere District checks a girl from Dunmere.",
                "nurse-tan", "unscheduled-care",
                "On a child protection plan with Dunmere. The categories are withheld: speak to the social worker before discharge.");

    private static void TwoCouncils(Stage stage)
    {
        var moved = stage.AsOf.MonthsAgo(2);
        stage.Child("Kacper", "Mazur", Sex.Male, stage.Born(5, 4, 11),
                [stage.Home("brackenford", stage.Born(5, 4, 11), moved), stage.Home("castlebridge", moved)])
            .OnPlan("brackenford-csc", Categories.Emotional, stage.AsOf.MonthsAgo(9))
            .Worker("brackenford-csc", "Adele Knight", "Brackenford safeguarding team 3", "01632 960323")
            .OnPlan("castlebridge-csc", Categories.Emotional, stage.AsOf.DaysAgo(12))
            .Worker("castlebridge-csc", "Denise Holloway", "Castlebridge safeguarding team 2", "01632 960341")
            .NurseChecks(
                "plans-in-two-councils",
                "A triage nurse checks a boy who moved while on a plan; the former council has not closed its own.",
                "On a plan with Brackenford and with Castlebridge: both are shown, each with its start and its social worker, and both are told once.");
    }

    private static void Twins(Stage stage)
    {
        var home = stage.Home("castlebridge", stage.Born(9, 3, 21));
        var on = stage.AsOf.DaysAgo(60);
        stage.Child("Aisha", "Begum", Sex.Female, stage.Born(8, 3, 21), [home])
            .OnPlan("castlebridge-csc", Categories.Neglect, on)
            .Worker("castlebridge-csc", "Owen Frost", "Castlebridge safeguarding team 1", "01632 960342")
            .NurseChecks("twin-on-plan", "A triage nurse checks a twin.", $"On a child protection plan with Castlebridge since {Stage.Say(on)}.");
        stage.Child("Aiysha", "Begum", Sex.Female, stage.Born(8, 3, 21), [home])
            .SiblingOnPlan("castlebridge-csc")
            .NurseChecks("twin-not-on-plan", "A triage nurse checks the other twin, whose name sounds the same.",
                "Not on a plan herself; a brother or sister is, without a name. Nothing of her sister's record is shown.");
    }

    private static void Sibling(Stage stage)
    {
        var home = stage.Home("eastholt", stage.Born(15, 2, 1));
        stage.Child("Harri", "Llewellyn", Sex.Male, stage.Born(11, 10, 30), [home])
            .SiblingOnPlan("eastholt-csc")
            .NurseChecks("sibling-on-plan", "A triage nurse checks a boy whose brother is on a plan.",
                "Not on a plan himself. A brother or sister in the household is on a plan: yes, without a name.");
        stage.Child("Tomos", "Llewelyn", Sex.Male, stage.Born(14, 2, 6), [home])
            .OnPlan("eastholt-csc", Categories.Physical | Categories.Emotional, stage.AsOf.DaysAgo(210))
            .Worker("eastholt-csc", "Clare Netherby", "Eastholt safeguarding team 1", "0161 496 0155");
    }

    private static void Unborn(Stage stage)
    {
        var due = stage.AsOf.Day.AddDays(70);
        stage.Child("Chloe", "Marsh", Sex.Female, stage.AsOf.Day.AddYears(-17).AddDays(-120), "aldersham")
            .UnbornPlan("aldersham-csc", due)
            .Worker("aldersham-csc", "Ruth Ashdown", "Aldersham safeguarding team 3", "01632 960311")
            .AtAldershamGeneral("midwife-begum")
            .Journey("unborn-plan-of-a-mother-of-17", "A midwife checks a pregnant girl of 17.", "midwife-begum", "maternity",
                $"A plan for the unborn child, due {Stage.Say(due)}. Attendances are not for this purpose.");
        Newborn("Baby Girl", Sex.Female, 27, "unborn-plan-27-days-after-due", "The plan made before birth is shown: 28 days from the due date have not passed.");
        Newborn("Theo", Sex.Male, 29, "unborn-plan-29-days-after-due", "The plan made before birth is no longer shown: 28 days from the due date have passed.");

        void Newborn(string given, Sex sex, int daysSinceDue, string name, string expect) =>
            stage.Child(given, "Fairclough", sex, stage.AsOf.DaysAgo(daysSinceDue - 3), "brackenford")
                .UnbornPlan("brackenford-csc", stage.AsOf.DaysAgo(daysSinceDue))
                .NurseChecks(name, "A triage nurse checks a newborn for whom a plan was made before birth.", expect);
    }
}
