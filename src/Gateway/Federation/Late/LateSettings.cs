using System.Collections.Immutable;
using Gateway.Hosting;

namespace Gateway.Federation.Late;

/// <summary>How long and how often a source is asked again after an answer went out without it, under <c>Federation:Late</c>.</summary>
public sealed class LateSettings
{
    private static readonly SettingRange Range = new("Federation:Late");

    /// <summary>For how long. 0 promises nothing and asks nobody again.</summary>
    public int Minutes { get; set; } = 15;

    /// <summary>How long one try may take: nobody waits in front of a screen for it.</summary>
    public int AttemptMilliseconds { get; set; } = 10_000;

    /// <summary>How long after the answer the first try is due; twice as long after each further one.</summary>
    public int FirstSeconds { get; set; } = 1;

    /// <summary>The longest between two tries. What comes late has to be told within a minute.</summary>
    public int LongestSeconds { get; set; } = 45;

    /// <summary>Questions that are tried at once, so that those of people who wait always find a place.</summary>
    public int AtOnce { get; set; } = 8;

    /// <summary>How often what is due is looked for while anything is open. 0 leaves it to other processes on the store.</summary>
    public int SweepSeconds { get; set; } = 1;

    /// <summary>For how long what came late can be read.</summary>
    public int KeepHours { get; set; } = 24;

    internal TimeSpan For => TimeSpan.FromMinutes(Minutes);

    internal TimeSpan Attempt => TimeSpan.FromMilliseconds(AttemptMilliseconds);

    internal TimeSpan Sweep => TimeSpan.FromSeconds(SweepSeconds);

    internal TimeSpan Keep => TimeSpan.FromHours(KeepHours);

    /// <summary>Every setting that cannot be worked with; none when nothing is wrong.</summary>
    public ImmutableArray<string> Faults =>
    [
        .. Range.Between(nameof(Minutes), Minutes, 0, 60), .. Range.Between(nameof(AttemptMilliseconds), AttemptMilliseconds, 100, 30_000),
        .. Range.Between(nameof(FirstSeconds), FirstSeconds, 0, 60), .. Range.Between(nameof(LongestSeconds), LongestSeconds, 1, 600),
        .. Range.Between(nameof(AtOnce), AtOnce, 1, 64), .. Range.Between(nameof(SweepSeconds), SweepSeconds, 0, 60), .. Range.Between(nameof(KeepHours), KeepHours, 1, 168),
    ];

    /// <summary>How long to wait after so many tries.</summary>
    internal TimeSpan After(int tries) => TimeSpan.FromSeconds(Math.Min(FirstSeconds * Math.Pow(2, Math.Min(tries, 16)), LongestSeconds));
}
