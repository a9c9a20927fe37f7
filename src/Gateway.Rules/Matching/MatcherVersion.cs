namespace Gateway.Rules.Matching;

/// <summary>
/// Which matcher this is, beside the weights it goes by. It is raised with every change to how children are compared, weighed, gathered or
/// decided on: what was measured with another one says nothing of this one.
/// </summary>
public static class MatcherVersion
{
    /// <summary>The version of this code.</summary>
    public const int Now = 2;
}
