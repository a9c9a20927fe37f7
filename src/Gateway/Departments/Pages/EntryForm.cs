using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Departments.Form;
using Gateway.Rules.Departments;
using static Gateway.Departments.Pages.FieldLook;

namespace Gateway.Departments.Pages;

/// <summary>The form by which one kind of thing is recorded, in words. What holds is decided where the API's is.</summary>
internal sealed record EntryForm(string Title, string Button, ImmutableArray<PageField> Fields)
{
    private static readonly ImmutableArray<(string, string)> TellYet = [("no", "No"), ("yes", "Yes"), ("cannot-tell-yet", "Cannot tell yet")];
    private const string TimeHint = "For example, 03:20. The last time that the clock showed this.";

    public string? Intro { get; init; }

    /// <summary>None where nobody writes it by hand on a page.</summary>
    public static EntryForm? Of(EntryKind kind, VisitSeen seen, Practitioner who, ImmutableArray<QuestionTerms> questions, ImmutableArray<(string, string)> concerns, ImmutableArray<(string, string)> practices, VisitWords words) => kind switch
    {
        EntryKind.Questions => new("Six questions", "Save the answers", Questions(questions)),
        EntryKind.Rung => new("Somebody rang instead", "Save", [new("about", Radios, "What did you ring about?") { Options = [.. seen.Open.Where(thing => thing.MayBeRung).Select(thing => (thing.Key, words.Of(thing)))] }, .. Rang("Who did you speak to?", "")]),
        EntryKind.Concern => new("Open a concern", "Open the concern", Concern(concerns, practices)) { Intro = "Children's services, the child's practice and the named nurse are told at once." },
        EntryKind.Examination => new("Examination", "Save", Examination),
        EntryKind.SeniorReview => new("Senior review", "Save", [.. Senior("", "Which senior doctor looked?", who), new("said", Area, "What did they find?")]),
        EntryKind.SocialCareRung => new("Children's services were rung", "Save", Rang("Who did you speak to?", "")),
        EntryKind.Photographs => new("Photographs", "Save", [new("taken", YesNo, "Were photographs taken?"), new("where", Line, "Where are they held?") { Hint = "If photographs were taken." }]),
        EntryKind.ConcernClosed => new("Close a concern", "Close the concern",
        [
            new("concern", Radios, "Which concern?") { Options = [.. seen.Entries.Where(entry => seen.Standing.Concerns.Contains(entry.Entry.Id.ToString("N"))).Select(entry => (entry.Entry.Id.ToString(), $"Opened {Disclosure.Clock.DayAndTime(entry.Entry.At)}"))] },
            new("reason", Area, "Why is it closed?") { Hint = "30 characters or more." }, .. Senior("agreed.", "Which senior doctor agreed?", who),
        ]),
        EntryKind.LeftEarly => new("The child has left", "Save", LeftEarly) { Intro = "Children's services and the child's practice are told at once. If the child is in danger ring 999 first." },
        EntryKind.Discharge => Discharge(seen, who, words),
        EntryKind.Override => new("Senior override", "Let the child go",
            [new("reason", Area, "Why does the child go now?") { Hint = "30 characters or more." }, new("where", Line, "Where is the child going?"), new("with", Line, "Who is the child leaving with?")])
        { Intro = "Only a consultant who did not fill in the discharge check may do this. Children's services and the named nurse are told at once, and it is counted for the board." },
        EntryKind.Gone => new("The child is not here any more", "End the visit", [new("reason", Area, "How do you know, and what did you do to find out?") { Hint = "30 characters or more." }, new("where", Line, "Where is the child?") { Hint = "Say so if you do not know." }])
        { Intro = "Use this where nobody recorded how the child went. Your own system must show the child here no more. What is open stays on the record." },
        EntryKind.Identified => new("Enter the child's NHS number", "Save", [new("nhsNumber", Line, "NHS number"), new("dateOfBirth", FieldLook.Day, "Date of birth") { Hint = "For example, 31 3 2019" }])
        { Intro = "Your own system must show this attendance under the number. Then you can check what the agencies know." },
        EntryKind.MeetingOutcome => new("The meeting's outcome", "Save", [new("outcome", Line, "Outcome, in one line")]),
        _ => null,
    };

    private static ImmutableArray<PageField> Questions(ImmutableArray<QuestionTerms> questions) =>
    [
        .. questions.Select(asked => new PageField(VisitForms.NameOf(asked.Question), Radios, asked.Words)
        {
            Options = asked.Question switch
            {
                VisitQuestion.FitsAge => [("fits", "Fits"), ("does-not-fit", "Does not fit"), ("cannot-tell-yet", "Cannot tell yet")],
                VisitQuestion.TopToToe => [("no", "No"), ("yes", "Yes"), ("not-done-yet", "Not done yet")],
                VisitQuestion.OtherWorry => [("no", "No"), ("yes", "Yes")],
                _ => TellYet,
            },
        }),
        new("injured", YesNo, "Is the child hurt?"),
        new("walking", YesNo, "Is the child walking or cruising?"),
        new("cameWith.name", Line, "Who came with the child?"),
        new("cameWith.relationship", Line, "How are they related to the child?"),
        new("cameWith.parentalResponsibility", Radios, "Do they have parental responsibility?") { Options = [("yes", "Yes"), ("no", "No"), ("not-known", "Not known")] },
        new("cameWith.nobody", Checks, "Did nobody come with the child?") { Options = [("yes", "Nobody came with the child")] },
    ];

    private static ImmutableArray<PageField> Concern(ImmutableArray<(string, string)> kinds, ImmutableArray<(string, string)> practices) =>
    [
        new("summary", Area, "What worries you?") { Hint = "Facts first. Who said what, in their words." },
        new("raisedAt", Time, "When was the concern raised?") { Hint = TimeHint },
        new("kinds", Checks, "What kind of concern is it?") { Options = kinds },
        new("nonAccidental", YesNo, "Do you suspect that an injury was not an accident?"),
        new("significantHarm", YesNo, "May the child be suffering or likely to suffer significant harm?"),
        new("practice", Radios, "Which is the child's practice, if you know?") { Options = [("", "I do not know"), .. practices] },
    ];

    private static ImmutableArray<PageField> Examination =>
    [
        new("what", Radios, "What happened?") { Options = [("offered", "It was offered"), ("done", "It was done"), ("refused", "It was refused")] },
        new("at", Time, "When?") { Hint = TimeHint },
        new("permissionBy", Line, "Who gave permission?") { Hint = "If it was done." },
        new("grade", Radios, "Who examined the child?") { Hint = "If it was done.", Options = [("consultant", "A consultant"), ("st4-or-above", "ST4 or above"), ("other", "Somebody else")] },
        new("refusedBy", Radios, "Who refused?") { Hint = "If it was refused.", Options = [("parent", "A parent"), ("child", "The child")] },
        new("reason", Area, "What reason was given?") { Hint = "If it was refused. Say so if none was." },
        new("view", Area, "What do you think of the refusal?") { Hint = "If it was refused." },
    ];

    private static ImmutableArray<PageField> LeftEarly =>
    [
        new("how", Radios, "How did the child leave?") { Options = [("before-seen", "Before being seen"), ("against-advice", "Against advice")] },
        new("at", Time, "When was the child last seen?") { Hint = TimeHint },
        new("with", Line, "Who did the child leave with?") { Hint = "Say so if you do not know." },
        new("danger", YesNo, "Is the child in danger?"),
        new("police.who", Line, "Who did you speak to at the police?") { Hint = "If the child is in danger." },
        new("police.at", Time, "When did you ring the police?") { Hint = TimeHint },
    ];

    private static EntryForm Discharge(VisitSeen seen, Practitioner who, VisitWords words)
    {
        if (!seen.Standing.WantsDischargeCheck) return new("Discharge", "Discharge", []) { Intro = "Everybody answered, all six questions have an answer, and nobody has opened a concern. No discharge check is needed." };
        var known = seen.Standing.EverConcern || seen.Standing.Plan;
        ImmutableArray<(string, string)> views = [("agreed", "They agree that the child goes"), ("not-reached", "Nobody could be reached"), ("disagrees", "They do not agree")];
        return new("Discharge check", "Check whether the child may go",
        [
            new("concernsOpen", YesNo, "Are any concerns still open?") { Hint = "If yes, you need not answer the rest." },
            .. seen.Standing.Open().Where(thing => thing.MayBeRung).SelectMany((thing, n) => Rung(thing, n, words)),
            .. Senior("agreed.", "Which senior doctor agreed?", who),
            new("socialCare.view", Radios, "What did children's services say?") { Options = known ? views : [.. views, ("not-asked", "Nobody rang them")] },
            new("socialCare.who", Line, "Who did you speak to at children's services?"),
            new("socialCare.at", Time, "When did you ring children's services?") { Hint = TimeHint },
            new("socialCare.inWriting", Checks, "Did they agree in writing?") { Options = [("yes", "They agreed in writing")] },
            .. seen.Standing.Section47 ? (ImmutableArray<PageField>)[new("strategyHeld", YesNo, "Has a strategy discussion been held?")] : [],
            new("goesTo.with", Line, "Who is the child leaving with?"),
            new("goesTo.relationship", Line, "How are they related to the child?"),
            new("goesTo.address", Line, "Where is the child going?"),
            new("followUp.who", Line, "Who sees the child next?"),
            new("followUp.on", Day, "When will the child next be seen?") { Hint = "For example, 25 11 2026" },
            new("siblings.considered", YesNo, "Have you thought about brothers and sisters?"),
            new("siblings.note", Area, "What did you decide about brothers and sisters?") { Hint = "If you have not thought about them, say why." },
        ]);
    }

    private static IEnumerable<PageField> Rung(OpenThing thing, int n, VisitWords words)
    {
        yield return new($"rung.{n}.heading", Heading, words.Of(thing)) { Hint = "Go back and finish it, or say whom you rang instead." };
        foreach (var field in Rang("Who did you speak to?", $"rung.{n}.")) yield return field with { About = thing.Key };
    }

    private static ImmutableArray<PageField> Rang(string who, string prefix) =>
        [new(prefix + "who", Line, who), new(prefix + "at", Time, "When did you ring?") { Hint = TimeHint }, new(prefix + "said", Area, "What did they say?")];

    private static ImmutableArray<PageField> Senior(string prefix, string label, Practitioner who) =>
    [
        new(prefix + "practitioner", Radios, label)
        {
            Hint = who.Agency.Seniors.IsEmpty ? "The register names no senior doctor of your agency. Ask whoever keeps it." : null,
            Options = [.. who.Agency.Seniors.Select(senior => (senior.Subject, $"{senior.Name}, {(senior.Grade == SeniorGrade.Consultant ? "consultant" : "ST4 or above")}"))],
        },
        new(prefix + "at", Time, "When?") { Hint = TimeHint },
    ];
}
