namespace Gateway.Rules.Matching.Decide;

/// <summary>What may be told of a child before anybody has confirmed who it is (matching, section 5). No name, no number, no address.</summary>
/// <param name="Ordinal">The child's place in the index, for the gateway alone; it never leaves it.</param>
/// <param name="Given">How far the given name agrees with what was typed.</param>
/// <param name="YearOfBirth">The year of birth, or the year due of an unborn child.</param>
/// <param name="District">The postcode district of the present address; null where none is held and always for a restricted child.</param>
/// <param name="IsUnborn">An unborn child, found by the mother; never taken for a newborn.</param>
public sealed record Candidate(int Ordinal, GivenAgreement Given, int YearOfBirth, string? District, bool IsUnborn = false);

/// <summary>How far a given name agrees.</summary>
public enum GivenAgreement : byte
{
    /// <summary>Not typed, not held, or only what stands for a name.</summary>
    NotCompared,

    /// <summary>The same, or a short form or another spelling of it.</summary>
    Same,

    /// <summary>Merely near: it never opens a child alone (rulings, 30).</summary>
    Near,

    /// <summary>Another name.</summary>
    Different,
}
