using System.Collections.Immutable;
using Gateway.Rules.Consent;

namespace Gateway.Rules.Notices;

/// <summary>The part in which somebody is told (workflows, section 4). Which role plays it at an agency is data.</summary>
public enum NoticeRecipient : byte
{
    /// <summary>Who referred.</summary>
    Referrer,
    /// <summary>The colleague whom the referrer named.</summary>
    Colleague,
    /// <summary>Who asked the check.</summary>
    Asker,
    /// <summary>Colleagues in the asker's role at the asker's agency.</summary>
    Department,
    /// <summary>Who is invited to a meeting.</summary>
    Invitee,
    /// <summary>Who owns a state or a stage.</summary>
    StageOwner,
    /// <summary>The person who is named as deputy of a mailbox.</summary>
    Deputy,
    /// <summary>The child's social worker.</summary>
    SocialWorker,
    /// <summary>The front door of children's social care.</summary>
    FrontDoor,
    /// <summary>The emergency duty team.</summary>
    EmergencyDuty,
    /// <summary>The front door's manager.</summary>
    Manager,
    /// <summary>The head of service.</summary>
    HeadOfService,
    /// <summary>The child's practice.</summary>
    Gp,
    /// <summary>The health visitor.</summary>
    HealthVisitor,
    /// <summary>The school nurse.</summary>
    SchoolNurse,
    /// <summary>The midwife.</summary>
    Midwife,
    /// <summary>The senior doctor on shift.</summary>
    SeniorDoctor,
    /// <summary>The named nurse.</summary>
    NamedNurse,
    /// <summary>The liaison nurse.</summary>
    LiaisonNurse,
    /// <summary>The school's designated safeguarding lead.</summary>
    SafeguardingLead,
    /// <summary>The police's public protection unit.</summary>
    PoliceDuty,
    /// <summary>Whoever is in charge at an agency: with them a notice stays that nobody else took.</summary>
    Lead,
    /// <summary>The information governance officer.</summary>
    InformationGovernance,
    /// <summary>Whoever runs the service.</summary>
    Operations,
    /// <summary>The head of a school, or who stands in the head's place.</summary>
    HeadTeacher,
    /// <summary>The council's officer for allegations about people who work with children.</summary>
    DesignatedOfficer,
}

/// <summary>The words of the parts.</summary>
public static class NoticeRecipientWords
{
    private static readonly WordTable<NoticeRecipient> Recipients = new(
        "referrer", "colleague", "asker", "department", "invitee", "stage-owner", "deputy", "social-worker", "front-door", "emergency-duty", "manager",
        "head-of-service", "gp", "health-visitor", "school-nurse", "midwife", "senior-doctor", "named-nurse", "liaison-nurse", "safeguarding-lead",
        "police-duty", "lead", "information-governance", "operations", "head-teacher", "designated-officer");

    /// <summary>Every part, in words.</summary>
    public static ImmutableArray<string> All => Recipients.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this NoticeRecipient recipient) => Recipients.Of(recipient);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out NoticeRecipient recipient) => Recipients.TryRead(word, out recipient);
}
