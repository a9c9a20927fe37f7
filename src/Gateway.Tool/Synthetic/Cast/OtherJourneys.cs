using Gateway.Tool.Synthetic.Held;
using Gateway.Tool.Synthetic.People;

namespace Gateway.Tool.Synthetic.Cast;

/// <summary>Police, school, surgery and council, beyond the first three.</summary>
internal static class OtherJourneys
{
    public static void Tell(Stage stage)
    {
        ThirdIncident(stage);
        Pupil(stage);
        Patient(stage);
        Referral(stage);
        Allocation(stage);
        SameChildOtherAskers(stage);
    }

    private static void ThirdIncident(Stage stage) =>
        stage.Child("Mason", "Stubbs", Sex.Male, stage.Born(4, 8, 27), "castlebridge")
            .Incident("northshire-police-records", AsOf.At(stage.AsOf.DaysAgo(280), 21, 0))
            .Incident("northshire-police-records", AsOf.At(stage.AsOf.DaysAgo(95), 23, 30))
            .Incident("northshire-police-records", stage.Latest.AddHours(-2))
            .KnownTo("officer-reid", "incident", "northshire-police-records")
            .Journey("third-incident", "A response officer at a third incident in the year checks a small boy.", "officer-reid", "domestic-abuse-incident",
                "No child protection plan found. Three incidents in the force's own records.");

    private static void Pupil(Stage stage) =>
        stage.Child("Tia", "Rogers", Sex.Female, stage.Born(9, 9, 1), "aldersham")
            .OnRoll("st-oswins-primary-roll")
            .KnownTo("dsl-hartley", "school-roll", "st-oswins-primary-roll")
            .Journey("pupil-nothing-held", "The designated safeguarding lead is worried about another pupil.", "dsl-hartley", "school-concern",
                "No child protection plan found. This does not mean there are no concerns.");

    private static void Patient(Stage stage) =>
        stage.Child("Arjun", "Patel", Sex.Male, stage.Born(10, 5, 25), "aldersham")
            .Registered("millpond-surgery-list")
            .OnPlan("aldersham-csc", Categories.Neglect, stage.AsOf.DaysAgo(20))
            .Worker("aldersham-csc", "Ruth Ashdown", "Aldersham safeguarding team 3", "01632 960311")
            .Hurt("brook-street-ed", AsOf.Noon(stage.AsOf.DaysAgo(22)), "Burn or scald")
            .KnownTo("gp-desai", "registration", "millpond-surgery-list", AsOf.Noon(stage.AsOf.MonthsAgo(50)))
            .Journey("registered-patient", "A general practitioner checks a registered boy.", "gp-desai", "scheduled-care",
                "On a child protection plan with Aldersham. One attendance at Brook Street, an injury.")
            .Journey("not-registered-here", "A general practitioner elsewhere asks about the same boy.", "gp-oyelaran", "scheduled-care",
                "Refused: no relationship to this child is recorded at Harbour View Surgery. Nothing is said about the child.");

    private static void Referral(Stage stage)
    {
        var moved = stage.AsOf.MonthsAgo(1);
        stage.Child("Lena", "Wiśniewski", Sex.Female, stage.Born(3, 11, 20),
                [stage.Home("dunmere", stage.Born(3, 11, 20), moved), stage.Home("aldersham", moved)])
            .OnPlan("dunmere-csc", Categories.Neglect | Categories.Physical, stage.AsOf.DaysAgo(170))
            .Worker("dunmere-csc", "Femi Balogun", "Dunmere safeguarding team 1", "0113 496 0117")
            .KnownTo("front-door-walsh", "referral", "aldersham-csc")
            .Journey("referral-at-the-front-door", "A front-door worker in Aldersham screens a referral about a girl who has just moved in.", "front-door-walsh", "front-door",
                "On a child protection plan with Dunmere: neglect and physical, with the social worker. Attendances as a band only.");
    }

    private static void Allocation(Stage stage) =>
        stage.Child("Hamza", "Qureshi", Sex.Male, stage.Born(14, 4, 16), "brackenford")
            .Hurt("brackenford-royal-ed", AsOf.Noon(stage.AsOf.DaysAgo(40)), "Head injury", "Admitted")
            .Seen("castlebridge-infirmary-ed", AsOf.Noon(stage.AsOf.DaysAgo(130)), "Seizure")
            .OnRoll("brackenford-academy-roll")
            .KnownTo("social-worker-aziz", "allocation", "brackenford-csc", AsOf.Noon(stage.AsOf.DaysAgo(6)))
            .Journey("allocated-child", "A social worker in Brackenford makes a section 47 enquiry about an allocated boy.", "social-worker-aziz", "section-47",
                "No child protection plan found elsewhere. Two attendances with complaint and outcome. On the roll of Brackenford Academy.");

    private static void SameChildOtherAskers(Stage stage)
    {
        var (toddler, boy, pupil) = (stage.Children[0], stage.Children[1], stage.Children[2]);
        stage.Journey("receptionist", "The receptionist asks about the toddler in the department.", "receptionist-doyle", "unscheduled-care", toddler,
            "Refused for this role, the surgery excepted: the check belongs to the triage nurse.");
        stage.Journey("public-protection", "The public protection unit asks about the boy at the incident.", "ppu-sandhu", "domestic-abuse-incident", boy,
            "On a child protection plan with Brackenford, with its dates and the social worker. The category needs a written justification.");
        stage.Journey("class-teacher", "A class teacher asks about the pupil on a plan.", "teacher-price", "school-concern", pupil,
            "Refused for this role: speak to the designated safeguarding lead.");
    }
}
