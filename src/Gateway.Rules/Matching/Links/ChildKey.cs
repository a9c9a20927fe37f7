namespace Gateway.Rules.Matching.Links;

/// <summary>
/// A child, as the cross-reference knows one: 128 random bits that are shown to nobody and never given out twice (matching, section 7).
/// The default value is nobody. <see cref="ToString"/> shows nothing.
/// </summary>
/// <param name="Value">The bits.</param>
public readonly record struct ChildKey(Guid Value)
{
    /// <summary>True for the default value.</summary>
    public bool IsEmpty => Value == Guid.Empty;

    /// <summary>Shows nothing.</summary>
    public override string ToString() => "(child)";
}
