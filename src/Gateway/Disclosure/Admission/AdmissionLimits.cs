using System.Collections.Immutable;
using Gateway.Hosting;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure.Admission;

/// <summary>How many checks are at work at once, under <c>Gateway:Admission</c>. What is over is told at once whom to ring.</summary>
public sealed class AdmissionLimits
{
    private static readonly SettingRange Range = new("Gateway:Admission");

    /// <summary>Checks at work, for whatever purpose.</summary>
    public int AtOnce { get; set; } = 512;

    /// <summary>Of those, for purposes that can wait: the rest is kept for the others.</summary>
    public int AtOnceThatCanWait { get; set; } = 256;

    /// <summary>One agency's checks at work, for purposes of one kind.</summary>
    public int AgencyAtOnce { get; set; } = 192;

    /// <summary>One agency's checks a second over time, for purposes of one kind. The largest force or trust asks a few.</summary>
    public int AgencyASecond { get; set; } = 200;

    /// <summary>How many of them may come together after a quiet while.</summary>
    public int AgencyTogether { get; set; } = 600;

    /// <summary>Purposes that never wait for others: a child is in front of somebody, or in danger now.</summary>
    public string[] Urgent { get; set; } = ["unscheduled-care", "clinical-concern", "section-47", "domestic-abuse-incident", "immediate-protection"];

    /// <summary>Every setting that cannot be worked with; none when nothing is wrong.</summary>
    public ImmutableArray<string> Faults =>
    [
        .. Range.Between(nameof(AtOnce), AtOnce, 2, 100_000), .. Range.Between(nameof(AtOnceThatCanWait), AtOnceThatCanWait, 1, AtOnce - 1), .. Range.Between(nameof(AgencyAtOnce), AgencyAtOnce, 1, AtOnce),
        .. Range.Between(nameof(AgencyASecond), AgencyASecond, 1, 1_000_000), .. Range.Between(nameof(AgencyTogether), AgencyTogether, 1, 1_000_000),
        .. Urgent.Where(word => !PurposeWords.TryRead(word, out _)).Select(word => $"Gateway:Admission:Urgent: '{word}' is not a purpose."),
    ];
}
