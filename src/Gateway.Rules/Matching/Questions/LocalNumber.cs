namespace Gateway.Rules.Matching.Questions;

/// <summary>An agency's own number for a child. Without the authority that gave it out it says nothing.</summary>
/// <param name="Authority">Who gave it out, as the register names it.</param>
/// <param name="Number">The number as that authority writes it; case and surrounding spaces do not matter.</param>
public readonly record struct LocalNumber(string Authority, string Number)
{
    /// <summary>Masked: whose number it is, not which.</summary>
    public override string ToString() => $"{Authority}|***";
}
