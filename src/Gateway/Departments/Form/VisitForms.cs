using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Referrals.Form;
using Gateway.Rules.Departments;
using static Gateway.Referrals.Form.FormField;

namespace Gateway.Departments.Form;

/// <summary>
/// What may be recorded of a visit, as of an instant and of whoever records it: each field with its rule and its own sentence (workflows, 1.1 and 1.3).
/// </summary>
internal sealed class VisitForms(DateTimeOffset now, Practitioner who, ImmutableArray<QuestionTerms> questions)
{
    public const int ShortestReason = 30;
    private const int Narrative = 4000;
    private const int Line = 400;
    private const string AnotherPerson = "The senior doctor must be a different person";

    // Clocks of two machines are never the same.
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);

    /// <summary>None where nobody writes it by hand.</summary>
    public Group? Of(EntryKind kind, VisitStanding standing) => kind switch
    {
        EntryKind.Checked => new Group("checked", "", [new Id("check", "Send the id of the check's answer", Required: true)], []),
        EntryKind.Questions => Questions(),
        EntryKind.Rung => new Group("rung", "", RungFields, [Past("at", RangAt)]),
        EntryKind.Concern => Concern(),
        EntryKind.Examination => Examination(),
        EntryKind.SeniorReview => new Group("seniorReview", "", [.. SeniorFields("Enter the name of the senior doctor who looked"), Written("said", "Enter what the senior doctor found", Narrative)],
            [Past("at", "The time of the review must be in the past"), .. Senior("Enter the name of the senior doctor who looked", mayBeRecorder: true)]),
        EntryKind.SocialCareRung => new Group("socialCareRung", "", Spoke("Enter who you spoke to at children's services", said: true), [Past("at", RangAt)]),
        EntryKind.Photographs => new Group("photographs", "", [new Flag("taken", "Select yes if photographs were taken"), Written("where", "Enter where the photographs are held", Line, required: false)],
            [new FormRule("where", "Enter where the photographs are held", part => !part.Is("taken") || part.Has("where"))]),
        EntryKind.ConcernClosed => new Group("concernClosed", "",
            [new Id("concern", "Send the id of the concern", Required: true), new Text("reason", "Reason must be 30 characters or more", Narrative, ShortestReason), new Group("agreed", Agreed, SeniorFields(Agreed), AgreedRules)], []),
        EntryKind.LeftEarly => LeftEarly(),
        EntryKind.Discharge => Discharge(standing),
        EntryKind.Override => new Group("override", "",
            [new Text("reason", "Reason must be 30 characters or more", Narrative, ShortestReason), Written("where", "Enter where the child is", Line), Written("with", "Enter who the child is leaving with", Line)], []),
        EntryKind.Gone => new Group("gone", "", [new Text("reason", "Reason must be 30 characters or more", Narrative, ShortestReason), Written("where", "Enter where the child is, or that you do not know", Line)], []),
        EntryKind.Identified => new Group("identified", "", [new Nhs("nhsNumber"), new Day("dateOfBirth", Born, "Date of birth must be today or in the past", Required: true)],
            [new FormRule("nhsNumber", "Enter the child's NHS number", part => part.Has("nhsNumber"))]),
        EntryKind.MeetingOutcome => new Group("meetingOutcome", "", [Written("outcome", "Enter the outcome in one line", 300)], []),
        _ => null,
    };

    private const string Born = "Enter the child's date of birth";
    private const string Agreed = "Enter the name of the senior doctor who agreed";
    private const string RangAt = "The time when you rang must be in the past";

    private static ImmutableArray<FormField> RungFields => [new Text("about", "Send what you rang about, as it was named", 80), .. Spoke("Enter who you spoke to", said: false)];

    private Group Questions() => new("questions", "",
    [
        .. questions.Select(asked => new Choice(NameOf(asked.Question), asked.Error, VisitQuestionWords.AnswersOf(asked.Question))),
        new Flag("injured", "Select yes if the child is hurt"),
        new Flag("walking", "Select yes if the child is walking or cruising"),
        new Group("cameWith", CameWith,
        [
            new Flag("nobody", CameWith, Required: false), Written("name", CameWith, Line, required: false), Written("relationship", "Enter how they are related to the child", Line, required: false),
            new Choice("parentalResponsibility", "Select yes if they have parental responsibility, or not known", ["yes", "no", "not-known"], Required: false),
        ],
        [
            new FormRule("name", CameWith, part => part.Is("nobody") != part.Has("name")),
            new FormRule("relationship", "Enter how they are related to the child", part => !part.Has("name") || part.Has("relationship")),
            new FormRule("parentalResponsibility", "Select yes if they have parental responsibility, or not known", part => !part.Has("name") || part.Has("parentalResponsibility")),
        ]),
    ], []);

    private const string CameWith = "Enter who came with the child, or select nobody";

    private Group Concern() => new("concern", "",
    [
        new Text("summary", "Enter what worries you, in 20 characters or more", Narrative, 20),
        Instant("raisedAt", "Enter when the concern was raised"),
        new Codes("kinds", "Select at least one kind of concern", "concern"),
        new Flag("nonAccidental", "Select yes if you suspect that the injury was not an accident"),
        new Flag("significantHarm", "Select yes if the child may be suffering or likely to suffer significant harm"),
        new Text("practice", "Select the child's practice, or leave it out", 64, Required: false),
        ReferralForm.Handling,
    ], [Past("raisedAt", "The time when the concern was raised must be in the past")]);

    private Group Examination() => new("examination", "",
    [
        new Choice("what", "Select whether an examination was offered, done or refused", ["offered", "done", "refused"]),
        Instant("at", "Enter when that was"),
        Written("permissionBy", "Enter who gave permission", Line, required: false),
        new Choice("grade", "Select the grade of whoever examined the child", ["consultant", "st4-or-above", "other"], Required: false),
        new Choice("refusedBy", "Select who refused the examination", ["parent", "child"], Required: false),
        Written("reason", "Enter the reason that was given for refusing, or that none was given", Narrative, required: false),
        Written("view", "Enter what you think of the refusal", Narrative, required: false),
    ],
    [
        Past("at", "The time of the examination must be in the past"),
        new FormRule("permissionBy", "Enter who gave permission", part => !part.Is("what", "done") || part.Has("permissionBy")),
        new FormRule("grade", "Select the grade of whoever examined the child", part => part.Is("what", "done") == part.Has("grade")),
        new FormRule("refusedBy", "Select who refused the examination", part => part.Is("what", "refused") == part.Has("refusedBy")),
        new FormRule("reason", "Enter the reason that was given for refusing, or that none was given", part => !part.Is("what", "refused") || part.Has("reason")),
        new FormRule("view", "Enter what you think of the refusal", part => !part.Is("what", "refused") || part.Has("view")),
    ]);

    private Group LeftEarly() => new("leftEarly", "",
    [
        new Choice("how", "Select whether the child left before being seen or against advice", ["before-seen", "against-advice"]),
        Instant("at", "Enter when the child was last seen"),
        Written("with", "Enter who the child left with, or that you do not know", Line),
        new Flag("danger", "Select yes if the child is in danger"),
        new Group("police", "Enter who you spoke to at the police", Spoke("Enter who you spoke to at the police", said: false), [Past("at", RangAt)], Required: false),
    ],
    [
        Past("at", "The time when the child was last seen must be in the past"),
        new FormRule("police", "Ring the police, and enter who you spoke to", part => !part.Is("danger") || part.Has("police")),
    ]);

    // Where a concern is open there is nothing more to ask: what is open is shown.
    private Group Discharge(VisitStanding standing)
    {
        if (!standing.WantsDischargeCheck) return new Group("discharge", "", [new Group("followUp", FollowUp, FollowUpFields, [], Required: false)], []);
        var known = standing.EverConcern || standing.Plan;
        return new Group("discharge", "",
        [
            new Flag("concernsOpen", "Select yes if any concerns are still open"),
            new Rows("rung", "Say what you did about each thing that has no answer", RungFields, [Past("at", RangAt)], 60),
            new Group("agreed", Agreed, SeniorFields(Agreed), AgreedRules, Required: false),
            new Group("socialCare", SpokeTo,
            [
                new Choice("view", "Select what children's services said", known ? ["agreed", "not-reached", "disagrees"] : ["agreed", "not-reached", "disagrees", "not-asked"]),
                Written("who", SpokeTo, Line, required: false), Instant("at", "Enter when you rang children's services", required: false), new Flag("inWriting", "Select yes if children's services agreed in writing", Required: false),
            ],
            [
                new FormRule("who", SpokeTo, part => part.Is("view", "not-asked") || part.Has("who")),
                new FormRule("at", "Enter when you rang children's services", part => part.Is("view", "not-asked") || part.Has("at")),
                Past("at", RangAt),
            ], Required: false),
            new Flag("strategyHeld", "Select yes if a strategy discussion has been held", Required: false),
            new Group("goesTo", "Enter who the child is leaving with",
            [
                Written("with", "Enter who the child is leaving with", Line), Written("relationship", "Enter how they are related to the child", Line), Written("address", "Enter where the child is going", Line),
            ], [], Required: false),
            new Group("followUp", FollowUp, FollowUpFields, [], Required: false),
            new Group("siblings", Siblings, [new Flag("considered", Siblings), Written("note", "Enter what you decided about brothers and sisters", Narrative, required: false)],
                [new FormRule("note", "Enter what you decided about brothers and sisters", part => part.Is("considered") || part.Has("note"))], Required: false),
        ],
        [
            Needed("agreed", Agreed), Needed("socialCare", SpokeTo), Needed("goesTo", "Enter who the child is leaving with"), Needed("followUp", FollowUp), Needed("siblings", Siblings),
            new FormRule("strategyHeld", "Select yes if a strategy discussion has been held", part => part.Is("concernsOpen") || !standing.Section47 || part.Has("strategyHeld")),
        ]);
    }

    private const string SpokeTo = "Enter who you spoke to at children's services";
    private const string FollowUp = "Enter when the child will next be seen";
    private const string Siblings = "Select yes if you have thought about brothers and sisters";

    private static ImmutableArray<FormField> FollowUpFields =>
        [Written("who", "Enter who sees the child next", Line), new Day("on", FollowUp, "The date when the child will next be seen must be within the next 10 months", Past: false, Required: true)];

    private static FormRule Needed(string name, string words) => new(name, words, part => part.Is("concernsOpen") || part.Has(name));

    private static ImmutableArray<FormField> SeniorFields(string words) => [new Text("practitioner", words, 200), Instant("at", "Enter when that was")];

    private ImmutableArray<FormRule> AgreedRules => [Past("at", "The time when the senior doctor agreed must be in the past"), .. Senior(Agreed, mayBeRecorder: false)];

    // Named in the register, so that nobody is both by being spelled in two ways.
    private ImmutableArray<FormRule> Senior(string words, bool mayBeRecorder) =>
    [
        new FormRule("practitioner", AnotherPerson, part => mayBeRecorder || part.Text("practitioner") != who.Subject),
        new FormRule("practitioner", words, part => part.Text("practitioner") is { } subject && who.Agency.SeniorOf(subject) is not null),
    ];

    private static ImmutableArray<FormField> Spoke(string words, bool said) =>
        [Written("who", words, Line), Instant("at", "Enter when you rang"), Written("said", "Enter what they said", Narrative, required: said)];

    private static Text Written(string name, string words, int most, bool required = true) => new(name, words, most, Required: required);

    private static Text Instant(string name, string words, bool required = true) => new(name, words, 40, Required: required);

    private FormRule Past(string name, string words) => new(name, words, part => !part.Has(name) || (Moment.Read(part.Text(name)) is { } at && at <= now + Ahead));

    public static string NameOf(VisitQuestion question) => question switch
    {
        VisitQuestion.AccountChanged => "accountChanged",
        VisitQuestion.Delay => "delay",
        VisitQuestion.FitsAge => "fitsAge",
        VisitQuestion.Behaviour => "behaviour",
        VisitQuestion.TopToToe => "topToToe",
        VisitQuestion.OtherWorry => "otherWorry",
        _ => throw new ArgumentOutOfRangeException(nameof(question)),
    };
}
