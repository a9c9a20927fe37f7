using Gateway.Rules.Identifiers;

namespace Gateway.Tool.Synthetic.Cast;

/// <summary>Something to try in the demonstration: who asks about whom, and what they should see.</summary>
internal sealed record Journey(
    string Name,
    string Sentence,
    string Practitioner,
    string Purpose,
    NhsNumber Number,
    DateOnly Born,
    string Expect)
{
    /// <summary>The name of a child who is in nobody's index, in the record of the department where they are.</summary>
    public (string Given, string Family)? Called { get; init; }
}
