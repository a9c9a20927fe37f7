using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Referrals.Form;
using static Gateway.Referrals.Form.FormField;

namespace Gateway.Incidents.Form;

/// <summary>The officer's short form (workflows, 1.4): its tasks, each field with its rule and its own sentence. The force is the officer's own and is not asked.</summary>
internal static class IncidentForm
{
    private static readonly ImmutableArray<string> YesNo = ["yes", "no", "not-known"];

    private const string Past = "The time of the incident must be in the past";

    private static readonly Group What = new("incident", "Enter the incident",
    [
        new Text("number", "Enter the incident number", 40),
        new Moment("attendedAt", "Enter when you attended", Past),
        new Moment("occurredAt", "Enter when it happened, or leave it out", Past, Required: false),
        new Group("place", "Enter where it happened",
        [
            new Text("text", "Enter where it happened", 400),
            new Postcode("postcode", "Enter a full postcode, such as ZA4 1AA, or leave it out"),
            new Flag("childsHome", "Select yes if it is the child's home"),
        ], []),
        new Code("kind", "Select the kind of incident", "incident-kind"),
        new Codes("abuse", "Select at least one kind of abuse", "abuse-kind", Required: false),
        new Choice("weapon", "Select yes if there was a weapon", YesNo),
        new Group("policeProtection", "Enter when police protection was used",
            [new Flag("used", "Select yes if police protection was used"), new Moment("at", "Enter when police protection was used", Past, Required: false)],
            [new FormRule("at", "Enter when police protection was used", part => !part.Is("used") || part.Has("at"))], Required: false),
        new Text("account", "Enter what happened, or leave it out", 6000, Required: false),
    ],
    [
        new FormRule("abuse", "Select at least one kind of abuse", part => !part.Is("kind", "domestic-abuse") || part.Words("abuse").Any()),
        new FormRule("occurredAt", "The time of the incident must be before you attended", part => part.Moment("occurredAt") is not { } happened || part.Moment("attendedAt") is not { } came || happened <= came),
    ]);

    private static readonly Group People = new("people", "Add the people involved",
    [
        new Rows("people", "Add the people involved",
        [
            new Text("name", "Enter the person's name, or describe them", 200),
            new Day("dateOfBirth", "Enter a real date of birth, or leave it out", "Date of birth must be today or in the past"),
            new Number("age", "Enter an age from 10 to 120, or leave it out", 10, 120),
            new Code("role", "Select what part this person has", "person-role"),
            new Text("relationship", "Enter the relationship between the people", 100),
            new Telephone("phone", "Enter a telephone number, like 01632 960 001, or leave it out", Required: false),
        ], [], Most: 20, Least: 1),
        new Choice("victimPregnant", "Select yes if the victim is pregnant", YesNo),
    ], []);

    private static readonly Group School = new("school", "Enter the school, or select not in education",
    [
        new Text("name", "Enter the school, or select not in education", 200, Required: false),
        new Text("urn", "Enter the school's number, or leave it out", 10, Required: false),
        new Flag("notInEducation", "Enter the school, or select not in education", Required: false),
    ], [new FormRule("name", "Enter the school, or select not in education", part => part.Has("name") != part.Is("notInEducation"))], Required: false);

    private static readonly Rows ChildRows = new("children", "Add the children, also those who were not there",
    [
        new Id("id", "Send the child's id as it was given, or leave it out"),
        new Text("firstName", "Enter the child's first name, or leave it out", 100, Required: false),
        new Text("lastName", "Enter the child's last name, or describe the child", 100, Required: false),
        new Text("description", "Enter the child's last name, or describe the child", 400, Required: false),
        new Day("dateOfBirth", "Enter a date of birth, due date or estimated age", "Date of birth must be today or in the past"),
        new Day("dueDate", "Enter a date of birth, due date or estimated age", "Due date must be within the next 10 months", Past: false),
        new Number("estimatedAge", "Enter a date of birth, due date or estimated age", 0, 25),
        new Nhs("nhsNumber"),
        new Code("sex", "Select the child's sex, or leave it out", "sex", Required: false),
        new Choice("livesHere", "Select yes if the child lives where it happened", YesNo),
        new Group("address", "Enter the child's address, or say that it is not known",
            [new Text("text", "Enter the child's address, or say that it is not known", 400), new Postcode("postcode", "Enter a full postcode, such as ZA4 1AA")], [], Required: false),
        new Rows("relationships", "Enter how the child is related to the adults",
        [
            new Number("person", "Name the person by their place in the list, from 1", 1, 20, Required: true),
            new Text("relationship", "Enter the relationship between this person and this child", 100),
        ], [], Most: 20, Least: 1),
        new Code("whereWas", "Select where this child was", "whereabouts"),
        new Group("seen", "Say what you saw of this child, or why you did not see them",
        [
            new Flag("byOfficer", "Select yes if you saw and spoke to this child"),
            new Text("said", "Say what you saw of this child, or why you did not see them", 4000),
        ], []),
        new Flag("injured", "Select yes if this child was hurt"),
        BodyList.Of("injuries"),
        new Text("effect", "Say what the effect is on this child. If you do not know, say why you are worried", 4000, 30),
        School,
        new Text("gpPractice", "Enter the GP practice, or leave it out", 200, Required: false),
        new Choice("knownPlan", "Select yes if the child has a plan or is in care, or leave it out", YesNo, Required: false),
        new Code("risk", "Select how high the risk to this child is, or leave it out", "risk-grade", Required: false),
        ReferralForm.OtherCouncil,
    ],
    [
        new FormRule("lastName", "Enter the child's last name, or describe the child", part => part.Has("lastName") || part.Has("description")),
        new FormRule("dateOfBirth", "Enter a date of birth, due date or estimated age", part => new[] { "dateOfBirth", "dueDate", "estimatedAge" }.Count(part.Has) == 1),
        new FormRule("address", "Enter the child's address, or say that it is not known", part => part.Is("livesHere", "yes") || part.Has("address")),
        new FormRule("injuries", "Add where on the body the mark is", part => !part.Is("injured") || part.Parts("injuries").Any()),
        new FormRule("school", "Enter the school, or select not in education", part => part.Has("school") || part.Age() is not (>= 4 and <= 17)),
    ], Most: 12, Least: 1);

    // What siblings share is typed once.
    private static readonly Group Children = new("children", "Add the children, also those who were not there",
    [
        ChildRows,
        new Group("home", "Select what the home was like, or not seen", [Home("sleeping"), Home("food"), Home("hygiene"), Home("hazards")], []),
    ], []);

    private static readonly Group Risk = new("risk", "Grade the risk",
    [
        new Code("tool", "Select the risk tool you used", "risk-tool"),
        new Number("yesAnswers", "Number of yes answers must be between 0 and 27", 0, 27),
        new Code("grade", "Select the risk grade", "risk-grade"),
        new Flag("byJudgement", "Select yes if you graded by professional judgement", Required: false),
        new Text("judgement", "Say why you graded by professional judgement", 2000, 20, Required: false),
        new Number("earlierIncidents", "Enter how many incidents there were in the 12 months before, or leave it out", 0, 200),
        new Flag("marac", "Select yes if you are referring this to MARAC", Required: false),
        new Text("safeContact", "Say how the victim can be contacted safely, or leave it out", 1000, Required: false),
        new Flag("suspectMustNotKnow", "Select yes if the suspect must not know"),
        ReferralForm.Handling,
    ],
    [
        new FormRule("yesAnswers", "Number of yes answers must be between 0 and 27", part => !part.Is("tool", "dash") || part.Has("yesAnswers")),
        new FormRule("yesAnswers", "Leave out the number of yes answers: only DASH counts them", part => part.Is("tool", "dash") || !part.Has("yesAnswers")),
        new FormRule("grade", "Select the risk grade", part => !part.Is("grade", "not-assessed")),
        new FormRule("judgement", "Say why you graded by professional judgement", part => !part.Is("byJudgement") || part.Has("judgement")),
    ]);

    /// <summary>The officer's screens, and how they can be reached, by the word that names each.</summary>
    public static readonly FrozenDictionary<string, Group> Tasks =
        new[] { What, People, Children, Risk, ReferralForm.Tasks["referrer"] }.ToFrozenDictionary(task => task.Name, StringComparer.Ordinal);

    /// <summary>In the order of the screens.</summary>
    public static readonly ImmutableArray<string> Order = ["incident", "people", "children", "risk", "referrer"];

    private static Code Home(string name) => new(name, "Select what the home was like, or not seen", "home-condition");
}
