using Gateway.Tool.Synthetic.Held;
using Gateway.Tool.Synthetic.People;

namespace Gateway.Tool.Synthetic.Cast;

/// <summary>Children in care on each legal basis, and the edges of childhood.</summary>
internal static class CareJourneys
{
    public static void Tell(Stage stage)
    {
        InCare(stage, "Dylan", "Hale", LegalBasis.CareOrder, "looked-after-care-order", "a care order");
        InCare(stage, "Megan", "Pearce", LegalBasis.InterimCareOrder, "looked-after-interim-care-order", "an interim care order");
        InCare(stage, "Yusuf", "Warsame", LegalBasis.Section20, "looked-after-section-20", "section 20");
        Eighteen(stage);
        LastDay(stage);
    }

    private static void InCare(Stage stage, string given, string family, LegalBasis basis, string name, string words) =>
        stage.Child(given, family, given == "Megan" ? Sex.Female : Sex.Male, stage.Born(13, 8, 8), "brackenford")
            .InCare("brackenford-csc", basis, stage.AsOf.DaysAgo(310))
            .Worker("brackenford-csc", "Adele Knight", "Brackenford children in care team", "01632 960324")
            .NurseChecks(name, "A triage nurse checks a child in care.",
                $"In the care of Brackenford under {words}. No child protection plan found. Brackenford is told once.");

    private static void Eighteen(Stage stage) =>
        stage.Child("Abena", "Osei", Sex.Female, stage.AsOf.Day.AddYears(-18), "aldersham")
            .InCare("aldersham-csc", LegalBasis.CareOrder, stage.AsOf.MonthsAgo(40), stage.AsOf.Day)
            .Hurt("aldersham-general-ed", AsOf.Noon(stage.AsOf.DaysAgo(90)), "Cut")
            .NurseChecks("eighteen-today", "A triage nurse checks a care leaver who is 18 today.",
                "Plan and care: not applicable because of age. Attendances are shown.");

    private static void LastDay(Stage stage) =>
        stage.Child("Kwame", "Asante", Sex.Male, stage.AsOf.Day.AddYears(-18).AddDays(1), "aldersham")
            .OnPlan("aldersham-csc", Categories.Emotional, stage.AsOf.DaysAgo(300))
            .Worker("aldersham-csc", "Ruth Ashdown", "Aldersham safeguarding team 3", "01632 960311")
            .NurseChecks("last-day-of-seventeen", "A triage nurse checks a boy who is 18 tomorrow.",
                "On a child protection plan with Aldersham: he is still a child today.");
}
