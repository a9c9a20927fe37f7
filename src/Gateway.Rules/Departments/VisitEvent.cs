using System.Collections.Immutable;

namespace Gateway.Rules.Departments;

/// <summary>Something that was recorded of a child's visit, as far as it bears on whether the child may go. Nothing that was recorded is taken back: what is new is added.</summary>
public abstract record VisitEvent
{
    private VisitEvent() { }

    /// <summary>All six questions, answered at once; a later answer does not undo an earlier worry.</summary>
    /// <param name="Answers">Of each question.</param>
    /// <param name="Injured">The child is hurt.</param>
    /// <param name="Walking">The child walks or cruises.</param>
    public sealed record Questions(ImmutableSortedDictionary<VisitQuestion, QuestionAnswer> Answers, bool Injured, bool Walking) : VisitEvent;

    /// <summary>The agencies were asked. What an earlier check left open the newer one answers anew.</summary>
    /// <param name="Found">Somebody could tell who the child is.</param>
    /// <param name="Plan">A plan, a care status or an unborn plan was found.</param>
    /// <param name="Silent">Keys of what did not answer, or asks to be rung.</param>
    public sealed record Checked(bool Found, bool Plan, ImmutableSortedSet<string> Silent) : VisitEvent;

    /// <summary>A child whom nobody could find has a number now. What the agencies know of this child nobody has asked.</summary>
    public sealed record Identified : VisitEvent
    {
        /// <summary>There is nothing more to it.</summary>
        public static Identified Instance { get; } = new();
    }

    /// <summary>Somebody rang instead.</summary>
    public sealed record Rung(OpenThing About) : VisitEvent;

    /// <summary>A concern was opened.</summary>
    /// <param name="NotTold">Who should have been told and could not be told here.</param>
    public sealed record ConcernOpened(string Concern, bool NonAccidental, bool Section47, ImmutableSortedSet<string> NotTold) : VisitEvent;

    /// <summary>Of something else, such as a refused examination, somebody should have been told and could not be told here.</summary>
    public sealed record Untold(ImmutableSortedSet<string> Who) : VisitEvent;

    /// <summary>A concern was closed, with a reason.</summary>
    public sealed record ConcernClosed(string Concern) : VisitEvent;

    /// <summary>An examination was offered, done or refused.</summary>
    /// <param name="ByConsultant">Where it was done: by a consultant.</param>
    public sealed record Examined(ExaminationState State, bool ByConsultant = false) : VisitEvent;

    /// <summary>Somebody senior looked.</summary>
    public sealed record SeniorLooked : VisitEvent
    {
        /// <summary>There is nothing more to it.</summary>
        public static SeniorLooked Instance { get; } = new();
    }

    /// <summary>The discharge check was filled in. It opens nothing and closes nothing by itself: it is judged.</summary>
    public sealed record DischargeChecked(DischargeSaid Said) : VisitEvent;

    /// <summary>A consultant let the child go with something open.</summary>
    public sealed record Overridden : VisitEvent
    {
        /// <summary>There is nothing more to it.</summary>
        public static Overridden Instance { get; } = new();
    }

    /// <summary>The child is not there any more, and nobody recorded how they went. Nobody let them go, and what is open stays open.</summary>
    public sealed record Gone : VisitEvent
    {
        /// <summary>There is nothing more to it.</summary>
        public static Gone Instance { get; } = new();
    }

    /// <summary>The child left before being seen, or against advice. Nobody let them go, and what is open stays open.</summary>
    public sealed record LeftEarly : VisitEvent
    {
        /// <summary>There is nothing more to it.</summary>
        public static LeftEarly Instance { get; } = new();
    }
}

/// <summary>How far an examination has come.</summary>
public enum ExaminationState : byte
{
    /// <summary>Nobody has offered one.</summary>
    None,
    /// <summary>It was offered.</summary>
    Offered,
    /// <summary>It was done.</summary>
    Done,
    /// <summary>A parent or the child refused it.</summary>
    Refused,
}

/// <summary>What children's social care said, as the discharge check has it.</summary>
public enum SocialCareView : byte
{
    /// <summary>Nobody rang: only where there is neither a concern nor a plan.</summary>
    NotAsked,
    /// <summary>They agree that the child goes.</summary>
    Agreed,
    /// <summary>Nobody was reached. A silence is no agreement.</summary>
    NotReached,
    /// <summary>They do not agree.</summary>
    Disagrees,
}

/// <summary>What the discharge check says, as far as it bears on whether the child may go.</summary>
/// <param name="StillWorried">Any concern is still open, in the words of whoever fills it in.</param>
/// <param name="InWriting">Social care agreed in writing.</param>
/// <param name="StrategyHeld">A strategy discussion was held.</param>
public sealed record DischargeSaid(bool StillWorried, SocialCareView View, bool InWriting, bool StrategyHeld);
