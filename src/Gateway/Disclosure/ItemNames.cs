using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>What people call the items.</summary>
public static class ItemNames
{
    public static string Name(this Item item) => item switch
    {
        Item.PlanFlag => "Child protection plan",
        Item.PlanCategory => "Reason for the plan",
        Item.PlanDates => "Dates of the plan",
        Item.LeadSocialWorker => "Social worker",
        Item.OutOfHoursContact => "Out-of-hours number",
        Item.LookedAfter => "In the care of a council",
        Item.UnbornPlan => "Plan for an unborn child",
        Item.PlanEnded => "Plan or care ended in the last 12 months",
        Item.AttendanceCount => "Number of urgent care visits",
        Item.AttendanceDates => "Dates of urgent care visits",
        Item.AttendanceSite => "Places of urgent care visits",
        Item.AttendanceComplaint => "Reasons for urgent care visits",
        Item.AttendanceOutcome => "How urgent care visits ended",
        Item.GpRegistration => "GP practice",
        Item.School => "School",
        Item.SiblingOnPlan => "Brother or sister on a plan",
        Item.AbuseMarker => "Domestic abuse recorded by police",
        Item.AbuseDetail => "Details of domestic abuse",
        Item.Address => "Address",
        Item.PlanContent => "The plan itself",
        Item.AdultRecord => "An adult's record",
        _ => throw new ArgumentOutOfRangeException(nameof(item)),
    };

    public static string Name(this Purpose purpose) => purpose switch
    {
        Purpose.UnscheduledCare => "The child is here for urgent care now",
        Purpose.ClinicalConcern => "A clinician has a concern about the child",
        Purpose.ScheduledCare => "Planned care of a registered child",
        Purpose.Maternity => "Maternity care",
        Purpose.Section47 => "Section 47 enquiry",
        Purpose.FrontDoor => "Screening at the front door",
        Purpose.Section17 => "Section 17 assessment",
        Purpose.DomesticAbuseIncident => "At or after a domestic abuse incident",
        Purpose.ImmediateProtection => "The child is in danger or missing now",
        Purpose.Crime => "A crime enquiry",
        Purpose.SchoolConcern => "A concern about a pupil",
        Purpose.SchoolSupport => "Support for a pupil",
        Purpose.EarlyHelp => "Early help",
        Purpose.Compelled => "A review or a court order",
        Purpose.OwnRights => "My own or my child's record",
        Purpose.Inspection => "Inspection or audit",
        Purpose.Research => "Research or statistics",
        Purpose.Other => "Something else",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };
}
