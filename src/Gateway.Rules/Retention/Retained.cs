using System.Collections.Immutable;

namespace Gateway.Rules.Retention;

/// <summary>What has to be known of a record to say whether it may go.</summary>
/// <param name="Controllers">Everybody whose record it is. It goes when none of them keeps it any more.</param>
/// <param name="Born">The youngest child's day of birth, or the latest that it can be.</param>
/// <param name="Last">The day on which anything last happened to it.</param>
/// <param name="IsOpen">Somebody still owes something: it has not ended, is not read, or is disputed.</param>
/// <param name="IsHeld">A legal hold of any of its controllers is on it.</param>
public sealed record Retained(RecordKind Kind, ImmutableArray<string> Controllers, DateOnly Born, DateOnly Last, bool IsOpen, bool IsHeld);

/// <summary>Whether a record may go. Only <see cref="Ends"/> whose day has come lets it.</summary>
public abstract record RetentionVerdict
{
    private RetentionVerdict() { }

    /// <summary>True where it may go on this day.</summary>
    public bool IsDue(DateOnly today) => this is Ends(var day, _) && day <= today;

    /// <summary>It has not ended.</summary>
    public sealed record Open : RetentionVerdict;

    /// <summary>A legal hold stops it.</summary>
    public sealed record Held : RetentionVerdict;

    /// <summary>A controller of it has no rule in force: what no rule covers is kept.</summary>
    public sealed record NoRule(string Controller) : RetentionVerdict;

    /// <summary>It goes on this day.</summary>
    /// <param name="Day">The latest of all its controllers' days.</param>
    /// <param name="Rule">The rule that keeps it longest.</param>
    public sealed record Ends(DateOnly Day, RetentionRule Rule) : RetentionVerdict;
}
