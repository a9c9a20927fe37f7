namespace Gateway.Rules.Policy.Explain;

/// <summary>What people call the items.</summary>
public static class ItemTitles
{
    private static readonly string[] Titles =
    [
        "", "Child protection plan", "Reason for the plan", "Dates of the plan", "Social worker", "Out-of-hours number", "In the care of a council",
        "Plan for an unborn child", "Plan or care ended in the last 12 months", "Number of urgent care visits", "Dates of urgent care visits",
        "Places of urgent care visits", "Reasons for urgent care visits", "How urgent care visits ended", "GP practice", "School",
        "Brother or sister on a plan", "Domestic abuse recorded by police", "Details of domestic abuse", "Address", "The plan itself",
        "An adult's record",
    ];

    /// <summary>Such as <c>Child protection plan</c> for D01.</summary>
    public static string Title(this Item item) => Titles[(int)item];
}
