using Gateway.Tool.Synthetic.Held;
using Gateway.Tool.Synthetic.People;

namespace Gateway.Tool.Synthetic.Cast;

/// <summary>What must be refused, and what cannot be matched.</summary>
internal static class RefusedJourneys
{
    public static void Tell(Stage stage)
    {
        NoEncounter(stage);
        EncounterEnded(stage);
        DatesDisagree(stage);
        NotInTheIndex(stage);
    }

    private static void NoEncounter(Stage stage) =>
        stage.Child("Bethany", "Brackley", Sex.Female, stage.Born(8, 1, 31), "brackenford")
            .OnPlan("brackenford-csc", Categories.Sexual, stage.AsOf.DaysAgo(110))
            .Worker("brackenford-csc", "Joanna Pugh", "Brackenford safeguarding team 1", "01632 960322")
            .Journey("no-relationship", "A triage nurse at Brackenford Royal looks up a child who is not in the department.", "nurse-pugh", "unscheduled-care",
                "Refused: no relationship to this child is recorded. The same words and the same time as for a child nobody knows.");

    private static void EncounterEnded(Stage stage) =>
        stage.Child("Sonny", "Hunt", Sex.Male, stage.Born(11, 6, 6), "brackenford")
            .OnPlan("brackenford-csc", Categories.Emotional, stage.AsOf.DaysAgo(75))
            .Worker("brackenford-csc", "Joanna Pugh", "Brackenford safeguarding team 1", "01632 960322")
            .KnownTo("nurse-pugh", "encounter", "brackenford-royal-ed", stage.Latest.AddDays(-3).AddHours(-4), stage.Latest.AddDays(-3))
            .Journey("encounter-ended-three-days-ago", "A triage nurse at Brackenford Royal looks up a child who left three days ago.", "nurse-pugh", "unscheduled-care",
                "Refused: the encounter ended more than 24 hours ago.");

    /// <summary>The hospital's record has day and month the wrong way round, and the relationship with it.</summary>
    private static void DatesDisagree(Stage stage)
    {
        var child = stage.Child("Isla", "Turner", Sex.Female, stage.Born(11, 7, 3), "aldersham").Child;
        AsTyped(stage, child.Number, stage.Born(11, 3, 7), "number-and-date-disagree",
            "A triage nurse checks a girl whose day and month of birth were swapped on arrival.",
            "Not matched: the number and the date of birth do not belong together. Nothing about any child is shown.");
    }

    private static void NotInTheIndex(Stage stage) =>
        AsTyped(stage, stage.NextNumber(), stage.Born(5, 5, 5), "not-in-the-index",
            "A triage nurse checks a child of whom no custodian knows the number; the department's own record calls her Xanthe Quillfeather.",
            "Not matched: this child could not be found. This is not the same as no concerns. Looked for by name she is not found either, and the six questions go on.",
            ("Xanthe", "Quillfeather"));

    private static void AsTyped(Stage stage, Rules.Identifiers.NhsNumber number, DateOnly born, string name, string sentence, string expect, (string, string)? called = null)
    {
        stage.Relationships.Add(new Relationship(
            "alder-valley-nhs-trust", "nurse-okafor", number, born, "encounter", stage.NextReference("ENC"), stage.Latest, null, "aldersham-general-ed"));
        stage.Journeys.Add(new Journey(name, sentence, "nurse-okafor", "unscheduled-care", number, born, expect) { Called = called });
    }
}
