namespace Gateway.Rules.Ledger.Evidence;

/// <summary>Whose trail a pack opens, without saying who they are.</summary>
/// <param name="Kind"><c>child</c>, <c>practitioner</c> or <c>agency</c>.</param>
/// <param name="Entries">How many entries are on that trail, from 0: the last ordinal.</param>
public sealed record PackScope(string Kind, long Entries)
{
    /// <summary>The kind of trail, or null where the word is none of the three.</summary>
    public TrailKind? Trail => Kind switch
    {
        "child" => TrailKind.Child,
        "practitioner" => TrailKind.Practitioner,
        "agency" => TrailKind.Agency,
        _ => null,
    };
}
