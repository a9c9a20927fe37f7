using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Agencies;

namespace Gateway.Asks;

/// <summary>Who decides at a holder, for a reason code and a kind of agency, and by when (<c>holders.csv</c>).</summary>
/// <param name="Roles">Any of them may answer.</param>
/// <param name="InHours">Expected within this time while the holder's duty line is staffed.</param>
public sealed record Answerer(ImmutableArray<string> Roles, string Title, TimeSpan InHours, TimeSpan OutOfHours);

/// <summary>The table of who answers. Each kind of agency has a row for any reason.</summary>
public sealed record WhoAnswers(FrozenDictionary<(string Reason, AgencyKind Kind), Answerer> Rows)
{
    public const string AnyReason = "any";

    public Answerer For(string reason, AgencyKind kind) => Rows.TryGetValue((reason, kind), out var own) ? own : Rows[(AnyReason, kind)];
}
