using Gateway.Referrals.Form;
using static Gateway.Referrals.Form.FormField;

namespace Gateway.Concerns;

/// <summary>What a member of staff writes (workflows, 1.5 C1), what is added, and what a designated safeguarding lead decides (C3): each field with its rule and its own sentence.</summary>
internal static class ConcernForm
{
    private const string Whom = "Enter whom it is about";

    private static readonly Group About = new("about", Whom,
    [
        new Text("name", Whom, 200),
        new Text("practitioner", "Enter what they sign in as at your school, or leave it out", 200, Required: false),
        new Flag("isHead", "Select yes if it is about the head teacher"),
    ], [], Required: false);

    /// <summary>One page, for anybody of the staff. There is no photograph: the field is absent.</summary>
    public static readonly Group Written = new("concern", "Enter what you saw or heard",
    [
        new Rows("pupils", "Add the pupil",
        [
            new Text("firstName", "Enter the pupil's first name, or leave it out", 100, Required: false),
            new Text("lastName", "Enter the pupil's last name", 100),
            new Day("dateOfBirth", "Enter a real date of birth, or leave it out", "Date of birth must be today or in the past"),
            new PupilNumber("upn"),
            new Nhs("nhsNumber"),
        ], [], Most: 10, Least: 1),
        new Moment("noticedAt", "Enter when you noticed this", "The time you noticed this must be in the past"),
        new Text("where", "Enter where it was, or leave it out", 400, Required: false),
        new Text("sawOrHeard", "Enter what you saw or heard", 10_000),
        new Text("childsWords", "Enter the child's exact words, or leave it out", 4000, Required: false),
        BodyList.Of("marks"),
        new Text("others", "Enter who else was there, or leave it out", 1000, Required: false),
        new Flag("toldInPerson", "Select yes if you told a safeguarding lead in person", Required: false),
        new Codes("category", "Select what kind of concern it may be, or leave it out", "concern", Required: false),
        new Flag("dangerNow", "Select yes if a child is in danger right now"),
        ReferralForm.Handling,
        About,
    ], []);

    public static readonly Group Added = new("added", "Enter what you want to add", [new Text("text", "Enter what you want to add", 10_000), BodyList.Of("marks")], []);

    public static readonly Group Decided = new("decided", "Enter what you decided",
    [
        new Codes("actions", "Select what you did or decided", "concern-action", Alone: "allegation"),
        new Text("reason", "Enter the reason for your decision", 4000, 10),
        new Choice("then", "Select whether it stays open, waits or is closed", ["open", "waiting", "closed"]),
        new Day("monitorUntil", "Enter until when it is monitored", "Enter a day within the next 10 months", Past: false),
        new Text("outcome", "Enter the outcome, or leave it out", 4000, Required: false),
        new Rows("links", "Name the earlier concern by its id", [new Id("concern", "Name the earlier concern by its id", Required: true)], [], Most: FindEarlier.Most),
        new Group("refer", "Select what you want to happen",
            [new Choice("wanted", "Select what you want to happen", ["section-47", "section-17", "early-help", "advice", "information"]), new Flag("dangerNow", "Select yes if a child is in danger right now")], [], Required: false),
        About,
    ],
    [
        new FormRule("monitorUntil", "Enter until when it is monitored", part => !part.Words("actions").Contains("monitor") || part.Has("monitorUntil")),
        new FormRule("refer", "Select what you want to happen", part => part.Words("actions").Contains("refer") == part.Has("refer")),
        new FormRule("about", Whom, part => part.Words("actions").Contains("allegation") == part.Has("about")),
        // A draft is no referral, and goes after seven days: closed, nobody would look.
        new FormRule("then", "Keep it open until the referral is sent", part => !part.Words("actions").Contains("refer") || !part.Is("then", "closed")),
    ]);
}
