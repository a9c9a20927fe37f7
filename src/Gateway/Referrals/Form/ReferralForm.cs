using System.Collections.Frozen;
using System.Collections.Immutable;
using static Gateway.Referrals.Form.FormField;

namespace Gateway.Referrals.Form;

/// <summary>The shared form (workflows, 1.2): its tasks, each field with its rule and its own sentence.</summary>
internal static class ReferralForm
{
    private static readonly ImmutableArray<string> YesNo = ["yes", "no", "not-known"];

    /// <summary>How everybody who has it is to handle it, whatever form it comes by.</summary>
    internal static readonly Codes Handling = new("handling", "Select how this is to be handled, or leave it out", "handling", Required: false);

    private static readonly Group Address = new("address", "Enter the child's address, or say that it is not known",
    [
        new Text("text", "Enter the child's address, or say that it is not known", 400),
        new Postcode("postcode", "Enter a full postcode, such as ZA4 1AA"),
        new Flag("secret", "Select yes if the address must be kept secret", Required: false),
    ], []);

    private static readonly Group School = new("school", "Enter the child's school, or select not in education",
    [
        new Text("name", "Enter the child's school, or select not in education", 200, Required: false),
        new Text("urn", "Enter the school's number, or leave it out", 10, Required: false),
        new Flag("notInEducation", "Enter the child's school, or select not in education", Required: false),
    ], [new FormRule("name", "Enter the child's school, or select not in education", part => part.Has("name") != part.Is("notInEducation"))], Required: false);

    private static readonly Group SocialWorker = new("socialWorker", "Select yes if the child has a social worker or a plan, or I do not know",
        [new Choice("known", "Select yes if the child has a social worker or a plan, or I do not know", YesNo), new Text("name", "Enter the social worker's name, or leave it out", 200, Required: false)], [], Required: false);

    private static readonly Group Seen = new("seen", "Enter when you saw the child",
    [
        new Day("on", "Enter when you saw the child", "The date you saw the child must be today or in the past", Required: true),
        new Flag("alone", "Select yes if you saw the child alone"),
    ], [], Required: false);

    internal static readonly Group OtherCouncil = new("council", "Select the council, and say why",
        [new Council("agency", "Select the council that is to receive this"), new Text("reason", "Say why this council is to receive it", 1000)], [], Required: false);

    private static readonly Rows Children = new("children", "Add the children whom you are worried about",
    [
        new Id("id", "Send the child's id as it was given, or leave it out"),
        new Text("firstName", "Enter the child's first name, or leave it out", 100, Required: false),
        new Text("lastName", "Enter the child's last name, or describe the child", 100, Required: false),
        new Text("alsoKnownAs", "Enter what else the child is known as, or leave it out", 200, Required: false),
        new Flag("unborn", "Select yes if the child is not born yet", Required: false),
        new Text("description", "Enter the child's last name, or describe the child", 400, Required: false),
        new Day("dateOfBirth", "Enter a date of birth, due date or estimated age", "Date of birth must be today or in the past"),
        new Day("dueDate", "Enter a date of birth, due date or estimated age", "Due date must be within the next 10 months", Past: false),
        new Number("estimatedAge", "Enter a date of birth, due date or estimated age", 0, 25),
        new Nhs("nhsNumber"),
        new PupilNumber("upn"),
        new Code("sex", "Select the child's sex, or not known", "sex"),
        new Code("ethnicGroup", "Select the child's ethnic group, or not yet asked", "ethnic-group", Required: false),
        new Text("firstLanguage", "Enter the child's first language, or leave it out", 100, Required: false),
        new Choice("interpreter", "Select yes if the child or family needs an interpreter", YesNo),
        new Codes("disabilities", "Select a disability, or select none", "disability", Alone: "NONE"),
        Address,
        new Text("whereNow", "Enter where the child is now", 400),
        School,
        new Text("gpPractice", "Enter the GP practice, or leave it out", 200, Required: false),
        SocialWorker,
        Seen,
        new Text("effect", "Say what the effect is on this child. If you do not know, say why you are worried", 4000, 30),
        new Code("risk", "Select how high the risk to this child is, or not assessed", "risk-grade", Required: false),
        OtherCouncil,
    ],
    [
        new FormRule("lastName", "Enter the child's last name, or describe the child", part => part.Has("lastName") || part.Has("description")),
        new FormRule("dateOfBirth", "Enter a date of birth, due date or estimated age", part => new[] { "dateOfBirth", "dueDate", "estimatedAge" }.Count(part.Has) == 1),
        new FormRule("dueDate", "Enter a due date for a child who is not born yet", part => part.Is("unborn") == part.Has("dueDate")),
        new FormRule("sex", "Select not known for a child who is not born yet", part => !part.Is("unborn") || part.Is("sex", "U")),
        new FormRule("school", "Enter the child's school, or select not in education", part => part.Has("school") || part.Age() is not (>= 4 and <= 17)),
    ], Most: 12, Least: 1);

    private static readonly Rows Adults = new("adults", "Add the adults whom you know of, or send an empty list",
    [
        new Text("name", "Enter the adult's name, or describe them", 200),
        new Day("dateOfBirth", "Enter a real date of birth, or leave it out", "Date of birth must be today or in the past"),
        new Number("age", "Enter an age from 10 to 120, or leave it out", 10, 120),
        new Rows("relationships", "Enter the relationship between this adult and each child",
            [new Id("child", "Name the child by the id that the children task gave", Required: true), new Text("relationship", "Enter the relationship between this adult and this child", 100)], [], Most: 12),
        new Choice("parentalResponsibility", "Select who has parental responsibility, or I do not know", YesNo),
        new Choice("livesAtAddress", "Select yes if this adult lives at the child's address", YesNo),
        new Telephone("phone", "Enter a telephone number, like 01632 960 001, or leave it out", Required: false),
        new Choice("safeToRing", "Select yes if it is safe to ring this adult", YesNo),
        new Text("safeNote", "Say when to ring, and who must not know, or leave it out", 1000, Required: false),
        new Code("role", "Select what part this adult has", "adult-role"),
    ], [], Most: 20);

    private static readonly Group Household = new("household", "Answer the four questions about the household, or say that you do not know",
    [
        Question("domesticAbuse", "Select yes if there is domestic abuse, or I do not know"), Question("mentalIllness", "Select yes if an adult has a mental illness, or I do not know"),
        Question("drugsOrAlcohol", "Select yes if an adult uses drugs or alcohol, or I do not know"), Question("learningDisability", "Select yes if an adult has a learning disability, or I do not know"),
    ], []);

    private static readonly Group Worries = new("worries", "Enter what worries you",
    [
        new Text("happened", "Enter what happened or what you saw", 10_000, 50),
        new Text("childsWords", "Enter what the child said, or why nobody has spoken to the child", 4000, Required: false),
        new Text("notSpokenBecause", "Enter what the child said, or why nobody has spoken to the child", 1000, Required: false),
        new About("first", "Enter when it first happened, as a day or a month", "The date it first happened must be today or in the past"),
        new About("latest", "Enter when it last happened, as a day or a month", "The latest date must be today or in the past"),
        new Codes("kinds", "Select at least one kind of concern", "concern"),
        new Text("otherKind", "Say what kind of concern it is", 400, Required: false),
        new Rows("injuries", "Add where on the body the mark is",
        [
            new Code("region", "Add where on the body the mark is", "body-region"), new Text("size", "Enter the size in centimetres, or leave it out", 40, Required: false),
            new Text("look", "Say what the mark looks like: colour, shape, texture", 400, Required: false), new Text("explanation", "Enter what the child says about the mark, or leave it out", 1000, Required: false),
        ], [], Most: 40),
        new Text("workingWell", "Say what is working well, or leave it out", 4000, Required: false),
        new Code("levelOfNeed", "Select a level of need, or I am not sure", "level-of-need"),
        new Text("incidentNumber", "Enter the police incident number, or leave it out", 40, Required: false),
    ],
    [
        new FormRule("childsWords", "Enter what the child said, or why nobody has spoken to the child", part => part.Has("childsWords") != part.Has("notSpokenBecause")),
        new FormRule("latest", "The latest date must be the same as or after the date when it first happened", part => part.Begins("first") is not { } first || part.Ends("latest") is not { } latest || latest >= first),
        new FormRule("injuries", "Add where on the body the mark is", part => !part.Words("kinds").Contains("physical") || part.Parts("injuries").Any()),
        new FormRule("otherKind", "Say what kind of concern it is", part => !part.Words("kinds").Contains("other") || part.Has("otherKind")),
    ]);

    private static readonly Group Family = new("family", "Enter what the family knows",
    [
        new Choice("parentsTold", "Select yes if the parents have been told", ["yes", "no", "only-one"]),
        new Choice("agreed", "Select yes if the parents agree", ["yes", "no", "not-asked"]),
        new Code("because", "Select why you have not told the parents", "not-told", Required: false),
        new Text("reason", "Say why you have not told the parents, or go on without their agreement", 2000, 20, Required: false),
        new Text("childsView", "Enter what the child thinks of it, or leave it out", 2000, Required: false),
        new Flag("keepFromFamily", "Select yes if any of this is to be kept from the family"),
        new Text("keepWhat", "Say what is to be kept from the family, and why", 2000, Required: false),
        Handling,
    ],
    [
        new FormRule("because", "Select why you have not told the parents", part => !part.Is("parentsTold", "no") && !part.Is("agreed", "no") && !part.Is("agreed", "not-asked") || part.Has("because")),
        new FormRule("reason", "Say why you have not told the parents, or go on without their agreement", part => !part.Has("because") || part.Has("reason")),
        new FormRule("keepWhat", "Say what is to be kept from the family, and why", part => !part.Is("keepFromFamily") || part.Has("keepWhat")),
    ]);

    private static readonly Group History = new("history", "Enter what has been done already",
    [
        new Text("done", "Say what you have done already, or leave it out", 4000, Required: false),
        new Choice("earlyHelpAssessment", "Select yes if there is an early help assessment, or I do not know", YesNo, Required: false),
        new Rows("professionals", "Add who else works with the family, or leave it out",
        [
            new Text("name", "Enter the professional's name", 200), new Text("agency", "Enter the professional's agency", 200),
            new Telephone("phone", "Enter a telephone number, like 01632 960 001, or leave it out", Required: false),
        ], [], Most: 20),
        new Rows("chronology", "Add what happened before, or leave it out",
        [
            new About("on", "Enter when it happened, as a day or a month", "The date must be today or in the past", Required: true), new Text("source", "Enter who says so", 200),
            new Text("happened", "Enter what happened", 1000), new Text("effect", "Enter the effect on the child, or leave it out", 1000, Required: false),
            new Text("response", "Enter what was done, or leave it out", 1000, Required: false),
        ], [], Most: 60),
    ], []);

    private static readonly Group Referrer = new("referrer", "Enter how you can be reached",
    [
        new Telephone("phone", "Enter a phone number where you can be reached today"),
        new Email("email", "Enter an email address, like name@example.com, or leave it out"),
        new Text("reachable", "Say when you can be reached, or leave it out", 400, Required: false),
        new Group("colleague", "Enter the name of a colleague who can answer if you are off duty",
        [
            new Text("name", "Enter the name of a colleague who can answer if you are off duty", 200),
            new Telephone("phone", "Enter a telephone number, like 01632 960 001, or leave it out", Required: false),
            new Text("practitioner", "Enter what your colleague signs in as at your agency, or leave it out", 200, Required: false),
        ], []),
        new Text("safeContact", "Say how to contact you safely, or leave it out", 1000, Required: false),
        new Text("nameWithheldBecause", "Say what is exceptional: names of professionals are given to the family", 1000, 20, Required: false),
    ], []);

    /// <summary>Which kind of referral it is, asked before anything else.</summary>
    public static readonly Group First = new("wanted", "Select what you want to happen",
    [
        new Choice("wanted", "Select what you want to happen", ["section-47", "section-17", "early-help", "advice", "information"]),
        new Flag("dangerNow", "Select yes if a child is in danger right now"),
    ], []);

    /// <summary>The danger path: five fields, and who receives it where no postcode is known.</summary>
    public static readonly Group Urgent = new("urgent", "Send what you know now",
    [
        new Text("child", "Enter the child's name, or describe the child", 400),
        new Text("whereNow", "Enter where the child is now", 400),
        new Text("danger", "Say what the danger is", 4000),
        new Text("name", "Enter your name", 200),
        new Telephone("phone", "Enter a phone number where you can be reached now"),
        new Group("rung", "Say whether you have rung, whom and when",
        [
            new Flag("yes", "Select yes if you have rung"), new Text("who", "Enter whom you rang", 200, Required: false), new Text("when", "Enter when you rang", 100, Required: false),
        ], [new FormRule("who", "Enter whom you rang", part => !part.Is("yes") || part.Has("who")), new FormRule("when", "Enter when you rang", part => !part.Is("yes") || part.Has("when"))]),
        new Nhs("nhsNumber"),
        new Day("dateOfBirth", "Enter a real date of birth, or leave it out", "Date of birth must be today or in the past"),
        new Postcode("postcode", "Enter a full postcode, such as ZA4 1AA, or leave it out"),
        Handling,
        OtherCouncil,
    ], []);

    /// <summary>The six tasks, by the word that names each.</summary>
    public static readonly FrozenDictionary<string, Group> Tasks = new Group[]
    {
        new("children", "Add the children whom you are worried about", [Children], []),
        new("adults", "Add the adults and the household",
        [
            Adults, Household, new Choice("pregnancy", "Select yes if somebody in the household is pregnant, or I do not know", YesNo, Required: false),
            new Text("substituteCarers", "Say who else looks after the child, or leave it out", 1000, Required: false),
            Question("dangerToStaff", "Select yes if anyone could be a danger to visiting staff, or I do not know", required: false),
            new Code("adultRisk", "Select how high the risk to an adult is, or not assessed", "risk-grade", Required: false),
        ], []),
        Worries, Family, History, Referrer,
    }.ToFrozenDictionary(task => task.Name, StringComparer.Ordinal);

    /// <summary>In the order of the form.</summary>
    public static readonly ImmutableArray<string> Order = ["children", "adults", "worries", "family", "history", "referrer"];

    private static Group Question(string name, string words, bool required = true) => new(name, words,
        [new Choice("answer", words, YesNo), new Text("detail", "Write at most 2,000 characters, or leave it out", 2000, Required: false)], [], required);
}
