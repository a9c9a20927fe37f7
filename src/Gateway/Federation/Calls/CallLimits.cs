using System.Collections.Immutable;
using Gateway.Hosting;

namespace Gateway.Federation.Calls;

/// <summary>How an agency is called, under <c>Federation:Calls</c>. The same for every holder; what is counted is counted for each.</summary>
public sealed class CallLimits
{
    private static readonly SettingRange Range = new("Federation:Calls");

    /// <summary>Calls of one holder that run at once.</summary>
    public int AtOnce { get; set; } = 128;

    /// <summary>Calls of one holder that wait for a place; further ones are told that it is busy.</summary>
    public int Waiting { get; set; } = 64;

    /// <summary>The longest that one attempt may take, where the question's own deadline is not nearer.</summary>
    public int AttemptMilliseconds { get; set; } = 1200;

    /// <summary>The longest that is waited for an agency to say whether its practitioner is involved with a child, where no question's own deadline is nearer.</summary>
    public int InvolvedMilliseconds { get; set; } = 3000;

    /// <summary>The longest that opening a connection may take, finding the name and TLS included.</summary>
    public int ConnectMilliseconds { get; set; } = 300;

    /// <summary>After so many calls since it last answered, at least half of them failures, a holder is not asked for a while.</summary>
    public int BreakAfter { get; set; } = 5;

    /// <summary>How long it is then not asked, before one call tries.</summary>
    public int BreakMilliseconds { get; set; } = 5000;

    /// <summary>How far back those calls may lie. A council that is asked twice a night has to count as well.</summary>
    public int BreakWindowHours { get; set; } = 12;

    /// <summary>No answer in less time than this is the hurry of whoever asked, and does not count against the holder.</summary>
    public int FairMilliseconds { get; set; } = 500;

    /// <summary>Second attempts and calls of replicas, as a share of a holder's calls.</summary>
    public double ExtraShare { get; set; } = 0.10;

    /// <summary>About how long is waited before a second attempt.</summary>
    public int RetryMilliseconds { get; set; } = 10;

    /// <summary>How long the first address of a holder may be silent before a replica is asked beside it.</summary>
    public int ReplicaMilliseconds { get; set; } = 400;

    /// <summary>The longest that a holder is left alone because it asked for that; whatever it asks for.</summary>
    public int LeaveAloneSeconds { get; set; } = 60;

    /// <summary>How old a round of calls may be that somebody of the same agency joins who asks the same; none where it is 0.</summary>
    public int JoinMilliseconds { get; set; } = 250;

    internal TimeSpan Attempt => TimeSpan.FromMilliseconds(AttemptMilliseconds);

    internal TimeSpan Involved => TimeSpan.FromMilliseconds(InvolvedMilliseconds);

    internal TimeSpan Fair => TimeSpan.FromMilliseconds(FairMilliseconds);

    internal TimeSpan Join => TimeSpan.FromMilliseconds(JoinMilliseconds);

    internal TimeSpan LeaveAlone => TimeSpan.FromSeconds(LeaveAloneSeconds);

    /// <summary>Every setting that cannot be worked with; none when nothing is wrong.</summary>
    public ImmutableArray<string> Faults =>
    [
        .. Range.Between(nameof(AtOnce), AtOnce, 1, 10_000), .. Range.Between(nameof(Waiting), Waiting, 0, 10_000),
        .. Range.Between(nameof(AttemptMilliseconds), AttemptMilliseconds, 10, 10_000), .. Range.Between(nameof(ConnectMilliseconds), ConnectMilliseconds, 10, 10_000),
        .. Range.Between(nameof(InvolvedMilliseconds), InvolvedMilliseconds, 100, 30_000),
        .. Range.Between(nameof(BreakAfter), BreakAfter, 2, 100), .. Range.Between(nameof(BreakMilliseconds), BreakMilliseconds, 500, 3_600_000),
        .. Range.Between(nameof(BreakWindowHours), BreakWindowHours, 1, 24), .. Range.Between(nameof(FairMilliseconds), FairMilliseconds, 1, AttemptMilliseconds),
        .. Range.Between(nameof(ExtraShare), ExtraShare, 0, 1), .. Range.Between(nameof(RetryMilliseconds), RetryMilliseconds, 1, 1000),
        .. Range.Between(nameof(ReplicaMilliseconds), ReplicaMilliseconds, 1, 10_000), .. Range.Between(nameof(LeaveAloneSeconds), LeaveAloneSeconds, 0, 3600),
        .. Range.Between(nameof(JoinMilliseconds), JoinMilliseconds, 0, 5000),
    ];
}
