using System.Collections.Immutable;

namespace Gateway.Rules.Departments;

/// <summary>
/// Where a child's visit stands: everything that was recorded of it, in order, and nothing else. What is open follows from it, and is never stored.
/// </summary>
public sealed record VisitStanding
{
    /// <summary>Who is not told: the council's children's services where the child lives.</summary>
    public const string SocialCare = "social-care";

    /// <summary>A child who has just come: nobody has asked anything.</summary>
    public static VisitStanding Begun { get; } = new();

    /// <summary>The last answers; none where nobody has answered.</summary>
    public VisitEvent.Questions? Questions { get; private init; }

    /// <summary>The last check; none where nobody has asked.</summary>
    public VisitEvent.Checked? Check { get; private init; }

    /// <summary>Any check found a plan: a later one that does not is no proof that it ended.</summary>
    public bool Plan { get; private init; }

    /// <summary>Concerns that are open, by their ids.</summary>
    public ImmutableSortedSet<string> Concerns { get; private init; } = [];

    /// <summary>There is or was a concern.</summary>
    public bool EverConcern { get; private init; }

    /// <summary>An injury is, or was, suspected not to be an accident.</summary>
    public bool NonAccidental { get; private init; }

    /// <summary>A concern is, or was, that the child suffers or may suffer significant harm.</summary>
    public bool Section47 { get; private init; }

    /// <summary>How far an examination has come.</summary>
    public ExaminationState Examination { get; private init; }

    /// <summary>A consultant examined the child.</summary>
    public bool ConsultantExamined { get; private init; }

    /// <summary>Somebody senior is to look, and has not since.</summary>
    public bool NeedsSenior { get; private init; }

    /// <summary>Who was to be told and could not be told here.</summary>
    public ImmutableSortedSet<string> NotTold { get; private init; } = [];

    /// <summary>What somebody rang about instead, since it was last opened.</summary>
    public ImmutableHashSet<OpenThing> Rung { get; private init; } = [];

    /// <summary>What the last discharge check said; none where there is none, or something happened since that it does not speak of.</summary>
    public DischargeSaid? Said { get; private init; }

    /// <summary>How the visit ended; it goes on while it is none.</summary>
    public VisitEnd End { get; private init; }

    /// <summary>The same with one more thing recorded.</summary>
    public VisitStanding With(VisitEvent recorded) => recorded switch
    {
        VisitEvent.Questions questions => this with
        {
            Questions = questions,
            NeedsSenior = NeedsSenior || Worries(questions) || NotWalking(questions),
            Rung = Without(OpenKind.Question),
            Said = null,
        },
        VisitEvent.Checked check => this with { Check = check, Plan = Plan || check.Plan, Rung = Without(OpenKind.NotChecked, OpenKind.NotFound, OpenKind.Source), Said = null },
        // A concern went to where the child was thought to live: somebody rings where the child lives.
        VisitEvent.Identified when EverConcern => this with { Check = null, NotTold = NotTold.Add(SocialCare), Rung = Without(OpenKind.NotChecked, OpenKind.NotFound, OpenKind.Source, OpenKind.NotTold), Said = null },
        VisitEvent.Identified => this with { Check = null, Rung = Without(OpenKind.NotChecked, OpenKind.NotFound, OpenKind.Source), Said = null },
        VisitEvent.Rung rung => rung.About.MayBeRung ? this with { Rung = Rung.Add(rung.About) } : this,
        VisitEvent.ConcernOpened concern => this with
        {
            Concerns = Concerns.Add(concern.Concern),
            EverConcern = true,
            NonAccidental = NonAccidental || concern.NonAccidental,
            Section47 = Section47 || concern.Section47 || concern.NonAccidental,
            NotTold = NotTold.Union(concern.NotTold),
            Rung = Without(OpenKind.NotTold),
            Said = null,
        },
        VisitEvent.Untold untold => untold.Who.IsEmpty ? this : this with { NotTold = NotTold.Union(untold.Who), Rung = Without(OpenKind.NotTold) },
        VisitEvent.ConcernClosed closed => this with { Concerns = Concerns.Remove(closed.Concern) },
        VisitEvent.Examined examined => this with { Examination = examined.State, ConsultantExamined = ConsultantExamined || examined is { State: ExaminationState.Done, ByConsultant: true } },
        VisitEvent.SeniorLooked => this with { NeedsSenior = false },
        VisitEvent.DischargeChecked check => this with { Said = check.Said },
        VisitEvent.Overridden => End == VisitEnd.None ? this with { End = VisitEnd.Overridden } : this,
        VisitEvent.LeftEarly => End == VisitEnd.None ? this with { End = VisitEnd.LeftEarly } : this,
        VisitEvent.Gone => End == VisitEnd.None ? this with { End = VisitEnd.NotRecorded } : this,
        _ => throw new ArgumentOutOfRangeException(nameof(recorded)),
    };

    /// <summary>The same with the child gone. Nobody but <see cref="JudgeDischarge"/> says that they may.</summary>
    internal VisitStanding Gone() => this with { End = VisitEnd.Discharged };

    /// <summary>What is open whatever a discharge check says, in a fixed order. A silence is one of them, until somebody answers for it.</summary>
    public ImmutableArray<OpenThing> Open() => [.. All().Where(thing => !Rung.Contains(thing))];

    /// <summary>A discharge check is wanted: there is or was a concern, there is a plan, or something has no answer (workflows, 1.3). Not otherwise.</summary>
    public bool WantsDischargeCheck => EverConcern || Plan || !Open().IsEmpty;

    /// <summary>The child was checked and found, everybody answered, and so was every question, or somebody rang instead: what is not worrying is known not to be.</summary>
    public bool IsKnown => Open().All(thing => thing.Kind is not (OpenKind.NotChecked or OpenKind.NotFound or OpenKind.Source or OpenKind.Question));

    /// <summary>An answer of the last ones is worrying.</summary>
    public bool IsWorrying => Questions is { } asked && Worries(asked);

    private IEnumerable<OpenThing> All()
    {
        if (Check is null) yield return new OpenThing(OpenKind.NotChecked);
        else if (!Check.Found) yield return new OpenThing(OpenKind.NotFound);
        foreach (var silent in Check?.Silent ?? []) yield return new OpenThing(OpenKind.Source, silent);
        foreach (var question in VisitQuestionWords.All)
            if (Questions is not { } asked || asked.Answers.GetValueOrDefault(question, QuestionAnswer.NotYet) == QuestionAnswer.NotYet) yield return new OpenThing(OpenKind.Question, question.Word());
        if (NeedsSenior) yield return new OpenThing(OpenKind.SeniorReview);
        foreach (var concern in Concerns) yield return new OpenThing(OpenKind.Concern, concern);
        if (Examination == ExaminationState.Offered) yield return new OpenThing(OpenKind.Examination);
        foreach (var recipient in NotTold) yield return new OpenThing(OpenKind.NotTold, recipient);
    }

    // A question that was rung about and is answered again may be open again.
    private ImmutableHashSet<OpenThing> Without(params ReadOnlySpan<OpenKind> kinds)
    {
        var left = Rung;
        foreach (var thing in Rung)
            if (kinds.Contains(thing.Kind)) left = left.Remove(thing);
        return left;
    }

    private static bool Worries(VisitEvent.Questions questions) => questions.Answers.ContainsValue(QuestionAnswer.Worrying);

    private static bool NotWalking(VisitEvent.Questions questions) => questions is { Injured: true, Walking: false };
}

/// <summary>How a visit ended.</summary>
public enum VisitEnd : byte
{
    /// <summary>It has not.</summary>
    None,
    /// <summary>With nothing open.</summary>
    Discharged,
    /// <summary>With something open, by a consultant's word.</summary>
    Overridden,
    /// <summary>The child left before being seen, or against advice.</summary>
    LeftEarly,
    /// <summary>The child was not there any more, and nobody had recorded how they went.</summary>
    NotRecorded,
}
