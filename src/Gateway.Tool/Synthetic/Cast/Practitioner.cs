namespace Gateway.Tool.Synthetic.Cast;

/// <summary>Someone who may sign in to the demonstration. The agency's register entry maps the word to a role.</summary>
internal sealed record Practitioner(string Subject, string Name, string Agency, string RoleWord, string Title)
{
    public static IReadOnlyList<Practitioner> All { get; } =
    [
        new("nurse-okafor", "Amara Okafor", "alder-valley-nhs-trust", "triage-nurse", "Triage nurse, Aldersham General"),
        new("officer-reid", "Martin Reid", "northshire-police", "response-officer", "Response officer, Northshire Police"),
        new("dsl-hartley", "Joan Hartley", "st-oswins-primary", "dsl", "Designated safeguarding lead, St Oswin's Primary"),
        new("receptionist-doyle", "Sean Doyle", "alder-valley-nhs-trust", "ed-receptionist", "Receptionist, Aldersham General"),
        new("doctor-lindstrand", "Eva Lindstrand", "alder-valley-nhs-trust", "ed-doctor", "Emergency department doctor, Aldersham General"),
        new("midwife-begum", "Salma Begum", "alder-valley-nhs-trust", "midwife", "Midwife, Aldersham General"),
        new("nurse-pugh", "Carys Pugh", "brackenford-hospitals-nhs-trust", "triage-nurse", "Triage nurse, Brackenford Royal"),
        new("nurse-tan", "Li Tan", "dunmere-and-eastholt-nhs-trust", "triage-nurse", "Triage nurse, Dunmere District"),
        new("ppu-sandhu", "Kiran Sandhu", "northshire-police", "public-protection", "Public protection unit, Northshire Police"),
        new("investigator-cole", "Peter Cole", "southmere-police", "investigator", "Investigator, Southmere Police"),
        new("teacher-price", "Owen Price", "st-oswins-primary", "teacher", "Class teacher, St Oswin's Primary"),
        new("dsl-novak", "Hana Novak", "castlebridge-high", "dsl", "Designated safeguarding lead, Castlebridge High"),
        new("gp-desai", "Meera Desai", "millpond-surgery", "gp", "General practitioner, Millpond Surgery"),
        new("gp-oyelaran", "Tobi Oyelaran", "harbour-view-surgery", "gp", "General practitioner, Harbour View Surgery"),
        new("front-door-walsh", "Brigid Walsh", "aldersham-council", "front-door-worker", "Front door, Aldersham children's services"),
        new("social-worker-aziz", "Nadia Aziz", "brackenford-council", "social-worker", "Social worker, Brackenford children's services"),
        new("duty-marsh", "Colin Marsh", "dunmere-council", "emergency-duty", "Emergency duty team, Dunmere children's services"),
    ];
}
