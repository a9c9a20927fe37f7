namespace Gateway.Rules.Policy.Alerts;

/// <summary>What one practitioner's releases on a written reason look like together.</summary>
/// <param name="Repeated">Near-identical reasons, too often: a second person decides (rule 15).</param>
/// <param name="TooMany">More than anybody needs within an hour: refused as bulk (rule 1).</param>
public readonly record struct BreakGlassPattern(bool Repeated, bool TooMany)
{
    /// <summary>Judges a reason by the earlier ones of the same practitioner.</summary>
    /// <param name="earlier">When each was given, and its words; in any order.</param>
    /// <param name="reason">The reason given now.</param>
    /// <param name="now">The instant of the question.</param>
    /// <param name="limits">From when a pattern counts.</param>
    public static BreakGlassPattern Of(IReadOnlyCollection<(DateTimeOffset At, string Reason)> earlier, string reason, DateTimeOffset now, PolicyLimits limits)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(limits);
        var alike = earlier.Count(one => now - one.At < limits.RepeatedReasonsWithin && NearlyTheSame.Are(one.Reason, reason));
        var lately = earlier.Count(one => now - one.At < limits.BreakGlassPatternWithin);
        return new BreakGlassPattern(alike + 1 >= limits.RepeatedReasons, lately >= limits.BreakGlassPattern);
    }
}
