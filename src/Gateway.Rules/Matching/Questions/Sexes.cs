namespace Gateway.Rules.Matching.Questions;

/// <summary>Recorded sexes, now and before: one asked for that is among them agrees. None is "not known" and compares with nothing.</summary>
[Flags]
public enum Sexes : byte
{
    /// <summary>Not known or not said.</summary>
    None = 0,

    /// <summary>Female.</summary>
    Female = 1,

    /// <summary>Male.</summary>
    Male = 2,

    /// <summary>Recorded as neither; it contradicts nothing.</summary>
    Other = 4,
}
