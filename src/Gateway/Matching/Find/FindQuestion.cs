using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Policy;

namespace Gateway.Matching.Find;

/// <summary>Who is looked for, why, and for which case of the asker's own.</summary>
/// <param name="CaseReference">The asker's own record; null where a person asks from a page.</param>
internal sealed record FindQuestion(MatchingQuestion Who, Purpose Purpose, string? CaseReference)
{
    /// <summary>Declared with a check, and reviewed with it: the limits are counted and do not refuse.</summary>
    public bool IsEmergency { get; init; }

    public override string ToString() => Who.ToString();
}
