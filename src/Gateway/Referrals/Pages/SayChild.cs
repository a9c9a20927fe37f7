using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Referrals.Steps;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Referrals.Pages;

/// <summary>Where a child of a referral stands, in plain words: the state, by when, and who has it.</summary>
internal sealed class SayChild(ReferralPage page)
{
    private readonly DateTimeOffset _now = page.Use<TimeProvider>().GetUtcNow();

    public string Name(ReferralChild child) => page.Use<SealReferrals>().Open(child).Name;

    public string Age(ReferralChild child) => page.Use<SealReferrals>().Open(child).Born is { } born && born <= page.Today ? Clock.Age(born, page.Today) : "Age not known";

    /// <summary>As the referrer reads it.</summary>
    public string State(ReferralChild child)
    {
        var state = child.State;
        if (child.AwaitsReceipt) return $"{(state == ReferralState.Withdrawn ? "You withdrew this. It was" : "Sent,")} not yet received by {page.NameOf(child.Council)}";
        if (state == ReferralState.LookedAt && child.WorkerName is { } worker) return $"{worker} is looking at this";
        return Shown(state);
    }

    /// <summary>As the council reads it.</summary>
    public string AtCouncil(ReferralChild child) => child.State switch
    {
        ReferralState.Received => "New: nobody has taken it",
        ReferralState.LookedAt => child.WorkerName is { } worker ? $"{worker} is looking at it" : "Being looked at",
        ReferralState.WaitingForAgencies => "Waiting for agencies",
        ReferralState.Withdrawn => "The referrer withdrew it: decide whether to go on",
        ReferralState.Merged => "Merged with another referral",
        ReferralState.Contact => "Recorded as a contact",
        ReferralState.NoFurtherAction => "No further action",
        var state => Shown(state).Replace(" - read why", "", StringComparison.Ordinal),
    };

    /// <summary>When a council's own system said that it has it; none where its people received it here.</summary>
    public static DateTimeOffset? ReceivedThere(ReferralChild child, IEnumerable<ReferralStep> steps) => steps
        .LastOrDefault(step => step.Child == child.Id && step.Event == ReferralEvent.ReferralReceived.Word() && step.Council == child.Council && step.Actor == ReferralActor.ReceiverSystem.Word())?.At;

    public static string? Feedback(ReferralChild child) => child.Stands().Feedback?.State switch
    {
        ReferralState.ReferrerTold => "The referrer has not read the decision yet",
        ReferralState.ReferrerRead => "The referrer has read the decision",
        _ => null,
    };

    public static bool IsUnread(ReferralChild child) => child.Stands().Feedback?.State == ReferralState.ReferrerTold;

    public static bool IsDisputed(ReferralChild child) => child.Stands().Disagreement is not null;

    public string? Disagreement(ReferralChild child) => child.Stands().Disagreement is { } held ? Shown(held.State) : null;

    /// <summary>With whom a disagreement is, by name; else why nobody is named.</summary>
    public string? DisagreementWith(ReferralChild child) =>
        child.Stands().Disagreement is { } held ? page.Use<NameStage>().Words(held.State, child.Council, child.WorkerName) : null;

    public Due? Due(ReferralChild child) => Next(child)?.Due;

    public string? DueWords(ReferralChild child) => Next(child)?.Due is { } due ? Referrals.DueWords.Of(due) : null;

    /// <summary>The last day for a conference, with its year: it may be the next one.</summary>
    public string? ConferenceDue(ReferralChild child) => Clocks(child).FirstOrDefault(clock => clock.Clock == ReferralClock.ConferenceHeld)?.Due is { } due ? Clock.DayOfWeek(due.Day) : null;

    public bool IsLate(ReferralChild child) => Next(child)?.At(_now) == ClockLight.Breached;

    /// <summary>How much time there is, in words.</summary>
    public string Left(ReferralChild child)
    {
        if (Next(child)?.Due is not { } due) return "";
        var left = due.At - _now;
        var (size, late) = (left.Duration(), left <= TimeSpan.Zero);
        var words = size.TotalHours < 1 ? $"{Math.Max(1, (int)size.TotalMinutes)} minutes" : size.TotalHours < 48 ? $"{(int)size.TotalHours} hours" : $"{(int)size.TotalDays} days";
        return late ? $"Late by {words}" : $"{words} left";
    }

    /// <summary>Red, amber or green as a word, or that nobody has said.</summary>
    public static string Rating(ReferralChild child) => child.Rating switch
    {
        Rules.Referrals.Rating.Red => "Red",
        Rules.Referrals.Rating.Amber => "Amber",
        Rules.Referrals.Rating.Green => "Green",
        _ => "Not rated",
    };

    public ImmutableArray<ClockReading> Clocks(ReferralChild child) => page.Tables.Terms.Clocks(child.Stands(), page.Use<CouncilCalendars>().Of(child.Council));

    public string Shown(ReferralState state) => page.Tables.Terms.State(state, page.Today)?.Shown ?? state.Word();

    private ClockReading? Next(ReferralChild child) => page.Tables.Terms.NextDue(child.Stands(), page.Use<CouncilCalendars>().Of(child.Council));
}
