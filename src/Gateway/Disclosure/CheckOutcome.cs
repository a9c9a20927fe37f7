using System.Collections.Immutable;
using System.Globalization;
using Gateway.Hosting;

namespace Gateway.Disclosure;

/// <summary>What can come of a check. Every case has its answer on the wire and on the page.</summary>
public abstract record CheckOutcome
{
    private CheckOutcome() { }

    /// <summary>An answer, complete or not, with its receipt.</summary>
    public sealed record Answered(CheckAnswer Answer, Release Release, CheckTimings Timings) : CheckOutcome
    {
        /// <summary>Every custodian in scope was silent: the answer goes as a problem, with its numbers.</summary>
        public bool NobodyAnswered { get; init; }

        public Reply Reply => new(
            nameof(Answered), Release,
            NobodyAnswered ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK,
            NobodyAnswered ? Problems.ContentType : "application/json",
            string.Create(CultureInfo.InvariantCulture, $"{Answer.Completeness.State}; answered={Answer.Completeness.Answered}; expected={Answer.Completeness.Asked}"));
    }

    /// <summary>Refused on the request alone: the same words whether or not the child is known.</summary>
    public sealed record Refused(RefusalAnswer Refusal, Release Release) : CheckOutcome
    {
        public Reply Reply => new(nameof(Refused), Release, StatusCodes.Status403Forbidden, Problems.ContentType);
    }

    /// <summary>The same question within the minute: the same bytes.</summary>
    public sealed record Again(Reply Reply) : CheckOutcome;

    /// <summary>The ledger cannot record, so nothing is released but the telephone numbers.</summary>
    public sealed record LedgerClosed(ImmutableArray<RingAnswer> RingNow) : CheckOutcome;

    /// <summary>No policy is in force, so nothing was decided; the telephone numbers still go.</summary>
    public sealed record NoPolicy(ImmutableArray<RingAnswer> RingNow) : CheckOutcome;

    /// <summary>There was no place for it: nothing was asked or decided. The telephone numbers still go.</summary>
    public sealed record TooBusy(ImmutableArray<RingAnswer> RingNow) : CheckOutcome;

    /// <summary>The asker's agency asks more than it may; the telephone numbers still go.</summary>
    public sealed record AgencyHeldBack(ImmutableArray<RingAnswer> RingNow) : CheckOutcome;

    /// <summary>This question was answered before; the answer is not kept, the decision is.</summary>
    public sealed record AlreadyAnswered(Guid Check, long Entry, DateTimeOffset At) : CheckOutcome;

    /// <summary>The same request id came with another question.</summary>
    public sealed record RequestIdReused : CheckOutcome;
}

/// <summary>The asker is told that nothing goes by this route, why, what to do now and how to challenge it.</summary>
public sealed record RefusalAnswer(
    Guid Check,
    DateTimeOffset At,
    ReasonAnswer Reason,
    string Words,
    ImmutableArray<WithheldAnswer> Withheld,
    ImmutableArray<RingAnswer> RingNow,
    ImmutableArray<string> Standing,
    PolicyAnswer Policy);

/// <summary>Where the time went, for the measurement of the gateway's own share.</summary>
public readonly record struct CheckTimings(TimeSpan Relationship, TimeSpan SlowestCustodian);
