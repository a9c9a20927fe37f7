using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Policy;

namespace Gateway.Matching.Find;

/// <summary>Who is looked for, why, and for which case of the asker's own.</summary>
/// <param name="CaseReference">The asker's own record; null where a person asks from a page.</param>
internal sealed record FindQuestion(MatchingQuestion Who, Purpose Purpose, string? CaseReference)
{
    public override string ToString() => Who.ToString();
}
