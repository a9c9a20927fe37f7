using System.Collections.Immutable;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Referrals.Store;

/// <summary>One child of a referral that was sent: which council has it, and where it stands. Each child has a state and a decision of its own.</summary>
public sealed class ReferralChild
{
    private ReferralChild() { }

    public Guid Id { get; private init; }
    public Guid Referral { get; private init; }

    /// <summary>Which of the children it is, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>The council that receives it.</summary>
    public string Council { get; internal set; } = "";

    /// <summary>Agencies that were asked about the child: ids between blanks, with one at each end.</summary>
    public string Asked { get; internal set; } = " ";

    /// <summary>Who at the council took the last step that moved it, by their sign-in, and what they are called.</summary>
    public string? Worker { get; private set; }
    public string? WorkerName { get; private set; }

    /// <summary>The child of another referral that this one was merged into; none where it stands for itself.</summary>
    public Guid? MergedInto { get; internal set; }

    /// <summary>Who it is: sealed.</summary>
    public byte[] About { get; internal set; } = [];

    /// <summary>Keyed hashes by which other referrals of the same child are found; none of what is not known.</summary>
    public byte[]? NumberKey { get; private set; }
    public byte[]? CalledKey { get; private set; }

    /// <summary>Where it stands, as <see cref="StandingJson"/> writes it.</summary>
    public string Standing { get; private set; } = "";

    /// <summary>Of that, what lists are made by.</summary>
    public ReferralState State { get; private set; }
    public Rating Rating { get; private set; }

    /// <summary>Danger comes first in every list.</summary>
    public bool Danger { get; private init; }

    /// <summary>When the next thing is due; none where nothing is owed, or its clock stands still.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>When the next clock warns or runs out.</summary>
    public DateTimeOffset? WakeAt { get; private set; }

    /// <summary>Which moments of the clocks that run have been told of, as <see cref="ClockMoment.Key"/> names them, between blanks.</summary>
    public string Told { get; private set; } = "";

    /// <summary>A disagreement is open: it is the council's work whatever the state.</summary>
    public bool Disputed { get; private set; }

    /// <summary>Nobody read what the referrer was told in time, and whoever leads at the referrer's agency was told: from then on they answer for the referrer too.</summary>
    public bool LeadTold { get; private set; }

    /// <summary>Grows with each step, so that of two who take one at once one is told.</summary>
    public int Version { get; private set; }

    /// <param name="about">Who it is, sealed.</param>
    internal static ReferralChild Of(Referral referral, Guid id, int number, string council, byte[] about) => new()
    {
        Id = id,
        Referral = referral.Id,
        Number = number,
        Council = council,
        About = about,
        Danger = referral.DangerNow || referral.Urgent,
        Standing = StandingJson.Of(Rules.Referrals.Standing.Begin(referral.DraftedAt, referral.Urgent && referral.CompletedAt is null)),
    };

    /// <summary>Who it is, and by what others of the same child are found.</summary>
    internal ReferralChild Is(AboutChild about, SealReferrals seal)
    {
        About = seal.About(Id, about);
        (NumberKey, CalledKey) = seal.KeysOf(about);
        return this;
    }

    /// <summary>It was sent, and its council's own system has not said that it has it: to that council it is not there yet.</summary>
    internal bool AwaitsReceipt => State is ReferralState.Sent or ReferralState.Transferred or ReferralState.OtherArea || (State == ReferralState.Withdrawn && Awaits(Stands()));

    internal static bool Awaits(Standing standing) => standing.Main.State is ReferralState.Sent or ReferralState.Transferred or ReferralState.OtherArea
        || (standing.Main.State == ReferralState.Withdrawn && standing.Clocks.TryGetValue(ReferralClock.Received, out var run) && run.Runs);

    internal Standing Stands() => StandingJson.Read(Standing);

    /// <param name="clocks">Those that run: what was told of others is let go.</param>
    internal void Move(Standing standing, ImmutableArray<ClockReading> clocks)
    {
        Told = string.Join(' ', WasTold().Where(key => clocks.Any(clock => key.StartsWith(ClockMoment.Of(clock), StringComparison.Ordinal))));
        var (due, wake) = (clocks is [{ Due: { } next }, ..] ? next.At : (DateTimeOffset?)null, WatchClocks.Next(clocks, WasTold()) is [var moment, ..] ? moment.At : (DateTimeOffset?)null);
        (Standing, State, Rating) = (StandingJson.Of(standing), standing.Main.State, standing.Rating);
        (DueAt, WakeAt, Disputed) = (due, wake, standing.Disagreement is not null);
        Version++;
    }

    internal void Tell(ImmutableArray<ClockMoment> moments)
    {
        Told = string.Join(' ', [.. WasTold(), .. moments.Select(moment => moment.Key)]);
        LeadTold |= moments.Any(moment => moment is { Breach: true, Clock.Clock: ReferralClock.FeedbackRead });
    }

    internal IEnumerable<string> WasTold() => Told.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    internal void WorkedOnBy(Agencies.Practitioner who) => (Worker, WorkerName) = (who.Subject, who.Name);

    /// <summary>Another council has it from now on; nobody there has looked at it yet.</summary>
    internal void GoTo(string council) => (Council, Worker, WorkerName) = (council, null, null);

    /// <summary>Whoever moves it at the same moment looks again first.</summary>
    internal void Touch() => Version++;

    internal void Ask(string agency)
    {
        if (!Asked.Contains($" {agency} ", StringComparison.Ordinal)) Asked += agency + " ";
    }
}
