using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Explain;

namespace Gateway.Disclosure;

/// <summary>What people call the items.</summary>
public static class ItemNames
{
    public static string Name(this Item item) => item.Title();

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
