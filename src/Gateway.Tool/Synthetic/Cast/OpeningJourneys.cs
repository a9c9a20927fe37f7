using Gateway.Tool.Synthetic.Held;
using Gateway.Tool.Synthetic.People;

namespace Gateway.Tool.Synthetic.Cast;

/// <summary>The three first users, first: the triage nurse, the officer, the designated safeguarding lead.</summary>
internal static class OpeningJourneys
{
    public static void Tell(Stage stage)
    {
        Toddler(stage);
        Incident(stage);
        Pupil(stage);
    }

    private static void Toddler(Stage stage)
    {
        var start = stage.AsOf.DaysAgo(192);
        stage.Child("Ruby", "Thackeray", Sex.Female, stage.Born(3, 3, 4), "castlebridge")
            .OnPlan("castlebridge-csc", Categories.Neglect | Categories.Emotional, start)
            .Worker("castlebridge-csc", "Denise Holloway", "Castlebridge safeguarding team 2", "01632 960341")
            .Seen("castlebridge-infirmary-ed", AsOf.At(stage.AsOf.DaysAgo(240), 21, 40), "Difficulty breathing")
            .Hurt("brook-street-ed", AsOf.At(stage.AsOf.DaysAgo(67), 18, 5), "Fall")
            .LeftBeforeSeen("aldersham-general-ed", AsOf.At(stage.AsOf.DaysAgo(19), 23, 12), "Arm injury", injury: true)
            .AtAldershamGeneral("receptionist-doyle")
            .AtAldershamGeneral("doctor-lindstrand")
            .NurseChecks(
                "plan-in-another-council",
                "A triage nurse at Aldersham General checks a toddler from Castlebridge who is in the department now.",
                $"On a child protection plan with Castlebridge since {Stage.Say(start)}; speak to the social worker before discharge. "
                + "Three attendances at three departments in the last 12 months, two of them injuries, one left before being seen. Castlebridge is told once.");
    }

    private static void Incident(Stage stage)
    {
        var start = stage.AsOf.DaysAgo(88);
        stage.Child("Callum", "Sedgwick", Sex.Male, stage.Born(12, 7, 19), "brackenford")
            .OnPlan("brackenford-csc", Categories.Physical, start)
            .Worker("brackenford-csc", "Joanna Pugh", "Brackenford safeguarding team 1", "01632 960322")
            .OnRoll("brackenford-academy-roll")
            .Incident("northshire-police-records", AsOf.At(stage.AsOf.DaysAgo(41), 22, 40))
            .Incident("northshire-police-records", stage.Latest.AddHours(-1))
            .KnownTo("officer-reid", "incident", "northshire-police-records")
            .KnownTo("ppu-sandhu", "incident", "northshire-police-records")
            .Journey(
                "incident-child-on-plan",
                "A response officer at a domestic abuse incident in Brackenford checks a boy in the household.",
                "officer-reid", "domestic-abuse-incident",
                "On a child protection plan with Brackenford; the category is not for this role. The school is Brackenford Academy, so that it can be told. "
                + "Two incidents in the force's own records. Attendances need a named person at the department.");
    }

    private static void Pupil(Stage stage)
    {
        stage.Child("Zahra", "Mahmood", Sex.Female, stage.Born(8, 5, 2), "aldersham")
            .OnPlan("aldersham-csc", Categories.Emotional, stage.AsOf.DaysAgo(130))
            .Worker("aldersham-csc", "Ruth Ashdown", "Aldersham safeguarding team 3", "01632 960311")
            .OnRoll("st-oswins-primary-roll")
            .Incident("northshire-police-records", AsOf.At(stage.AsOf.DaysAgo(150), 19, 30))
            .KnownTo("dsl-hartley", "school-roll", "st-oswins-primary-roll")
            .KnownTo("teacher-price", "school-roll", "st-oswins-primary-roll")
            .Journey(
                "pupil-on-plan",
                "The designated safeguarding lead of St Oswin's Primary is worried about a pupil.",
                "dsl-hartley", "school-concern",
                "On a child protection plan with Aldersham, with the social worker's name and number. The dates are given as \"current\" only. "
                + "Domestic abuse in the household: yes. Attendances need a named person at the department.");
    }
}
