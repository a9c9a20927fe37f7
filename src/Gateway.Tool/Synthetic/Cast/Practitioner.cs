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
        new("doctor-ashworth", "Ruth Ashworth", "brackenford-hospitals-nhs-trust", "ed-doctor", "Emergency department doctor, Brackenford Royal"),
        new("doctor-farouk", "Omar Farouk", "castlebridge-nhs-trust", "ed-doctor", "Emergency department doctor, Castlebridge Infirmary"),
        new("doctor-hewitt", "Claire Hewitt", "dunmere-and-eastholt-nhs-trust", "ed-doctor", "Emergency department doctor, Dunmere District"),
        new("ppu-lawal", "Bola Lawal", "southmere-police", "public-protection", "Public protection unit, Southmere Police"),
        new("governance-alder", "Jean Barlow", "aldersham-council", "information-governance", "Information governance, Aldersham Council"),
        new("governance-bracken", "Ravi Menon", "brackenford-council", "information-governance", "Information governance, Brackenford Council"),
        new("governance-castle", "Ellen Shaw", "castlebridge-council", "information-governance", "Information governance, Castlebridge Council"),
        new("governance-dunmere", "Piotr Zielinski", "dunmere-council", "information-governance", "Information governance, Dunmere Council"),
        new("governance-eastholt", "Grace Addo", "eastholt-council", "information-governance", "Information governance, Eastholt Council"),
        new("governance-valley", "Helen Frost", "alder-valley-nhs-trust", "information-governance", "Information governance, Alder Valley NHS Trust"),
        new("governance-vale", "Miriam Osei", "alder-valley-nhs-trust", "information-governance", "Second information governance officer, Alder Valley NHS Trust"),
        new("governance-hospitals", "Yusuf Khan", "brackenford-hospitals-nhs-trust", "information-governance", "Information governance, Brackenford Hospitals NHS Trust"),
        new("governance-infirmary", "Morag Innes", "castlebridge-nhs-trust", "information-governance", "Information governance, Castlebridge NHS Trust"),
        new("governance-district", "Daniel Price", "dunmere-and-eastholt-nhs-trust", "information-governance", "Information governance, Dunmere and Eastholt NHS Trust"),
        new("governance-northshire", "Sheila Grant", "northshire-police", "information-governance", "Information governance, Northshire Police"),
        new("governance-southmere", "Victor Lund", "southmere-police", "information-governance", "Information governance, Southmere Police"),
        new("governance-millpond", "Anita Rao", "millpond-surgery", "information-governance", "Information governance, Millpond Surgery"),
        new("governance-kiln", "Tom Bryce", "kiln-lane-practice", "information-governance", "Information governance, Kiln Lane Practice"),
        new("governance-harbour", "Lucy Penrose", "harbour-view-surgery", "information-governance", "Information governance, Harbour View Surgery"),
        new("governance-oswins", "Mary Tilling", "st-oswins-primary", "information-governance", "Information governance, St Oswin's Primary"),
        new("governance-academy", "Ian Coulter", "brackenford-academy", "information-governance", "Information governance, Brackenford Academy"),
        new("governance-high", "Petra Vogel", "castlebridge-high", "information-governance", "Information governance, Castlebridge High"),
        new("governance-college", "Noel Haines", "dunmere-college", "information-governance", "Information governance, Dunmere College"),
    ];
}
