using Gateway.Tool.Synthetic.People;
using Gateway.Tool.Synthetic.Places;

namespace Gateway.Tool.Synthetic.Held;

/// <summary>Draws attendances at emergency departments within the twelve months and before, and the open encounter of a child still there.</summary>
internal sealed class AttendanceDraw(Geography geography, AsOf asOf, Rates rates, References references)
{
    public const string StillThere = "In the department";

    private static readonly Weighted<(string Text, bool Injury)> Complaints = new(
        (("Fever", false), 16), (("Difficulty breathing", false), 12), (("Vomiting", false), 9), (("Abdominal pain", false), 8),
        (("Rash", false), 6), (("Fall", true), 12), (("Head injury", true), 9), (("Arm injury", true), 8), (("Cut", true), 6),
        (("Burn or scald", true), 3), (("Bruising", true), 2), (("Swallowed an object", false), 3), (("Seizure", false), 2),
        (("Eye injury", true), 2), (("Sore throat", false), 3));

    private static readonly Weighted<string> Outcomes = new(
        ("Discharged home", 74), ("Admitted", 14), ("Referred to clinic", 8), ("Transferred", 2));

    private readonly int _windowDays = asOf.Day.DayNumber - asOf.WindowStart.DayNumber;

    public void Add(Household household, Dice dice, Action<Relationship> open)
    {
        foreach (var child in household.Children)
        {
            if (asOf.AgeOf(child.Born) >= 18) continue;
            if (dice.Chance(rates.AttendedInYear)) Several(child, household, dice, asOf.DaysAgo(1), _windowDays - 1);
            if (dice.Chance(rates.AttendedInYear / 2)) Several(child, household, dice, asOf.WindowStart, 700);
            if (dice.Chance(rates.AttendedYesterday)) Yesterday(child, household, dice, open);
        }
    }

    private void Several(Child child, Household household, Dice dice, DateOnly before, int within)
    {
        do
        {
            var day = before.AddDays(-1 - dice.Below(within));
            if (day <= child.Born) continue;
            var arrived = AsOf.At(day, dice.Below(24), dice.Below(60)).AddSeconds(dice.Below(60));
            child.Holds(Department(household.Residence, dice), Draw(child, day, arrived, dice));
        }
        while (dice.Chance(0.4));
    }

    private void Yesterday(Child child, Household household, Dice dice, Action<Relationship> open)
    {
        var arrived = asOf.Latest.AddSeconds(-dice.Below(86_400));
        if (child.Born >= DateOnly.FromDateTime(arrived.UtcDateTime)) return;
        var department = Department(household.Residence, dice);
        var (complaint, injury) = Complaints.Pick(dice);
        var reference = references.Next("ENC");
        child.Holds(department, new Fact.Attendance(reference, arrived, complaint, injury, StillThere, LeftBeforeSeen: false, Sensitive: false));
        open(new Relationship(department.Agency, "*", child.Number, child.Born, "encounter", reference, arrived, null, department.Custodian));
    }

    private Fact.Attendance Draw(Child child, DateOnly day, DateTimeOffset arrived, Dice dice)
    {
        var sensitive = child.Born.AddYears(13) <= day && dice.Chance(0.02);
        var (complaint, injury) = sensitive ? ("Sexual health", false) : Complaints.Pick(dice);
        var left = dice.Chance(0.04);
        var outcome = left ? "Left before being seen" : Outcomes.Pick(dice);
        return new Fact.Attendance(references.Next("ENC"), arrived, complaint, injury, outcome, left, sensitive);
    }

    /// <summary>Mostly near a home, now and then anywhere.</summary>
    private Place Department(Residence residence, Dice dice)
    {
        var near = residence.Former is { } former && dice.Chance(0.3) ? former.Departments : residence.Home.Departments;
        return near.IsEmpty || dice.Chance(0.12) ? dice.Pick(geography.Departments) : dice.Pick(near);
    }
}
