namespace Gateway.Rules.Policy;

/// <summary>The consent or agreement as resolved for this question (sharing rules, 3.2). The default is "not sought".</summary>
/// <param name="State">The resolved state.</param>
/// <param name="GivenBy">Whose answer that is, or null.</param>
/// <param name="Competent">Whether the subject was judged competent for this decision; null where it was not judged.</param>
public readonly record struct ConsentFacts(ConsentState State, ConsentGiver? GivenBy = null, bool? Competent = null)
{
    /// <summary>It was given and stands.</summary>
    public bool IsGiven => State == ConsentState.Given;

    /// <summary>The young person gave it, and was not judged unable to (rulings, 17).</summary>
    public bool IsTheirOwn => IsGiven && GivenBy == ConsentGiver.Subject && Competent != false;
}

/// <summary>The state of a consent or agreement (sharing rules, 3.2).</summary>
public enum ConsentState : byte
{
    /// <summary>Nobody asked.</summary>
    NotSought,
    /// <summary>It is not needed.</summary>
    NotRequired,
    /// <summary>Asking would raise the risk.</summary>
    NotSoughtUnsafe,
    /// <summary>Nobody could be asked.</summary>
    NotPossible,
    /// <summary>Asked, no answer yet.</summary>
    Pending,
    /// <summary>Given.</summary>
    Given,
    /// <summary>Refused.</summary>
    Refused,
    /// <summary>Given and taken back.</summary>
    Withdrawn,
    /// <summary>Given, and past its time.</summary>
    Lapsed,
    /// <summary>Those who may decide disagree.</summary>
    Conflict,
}

/// <summary>Who gave or refused.</summary>
public enum ConsentGiver : byte
{
    /// <summary>The child or young person, or the mother of an unborn child.</summary>
    Subject,
    /// <summary>A person with parental responsibility.</summary>
    ParentWithPr,
    /// <summary>Anybody else.</summary>
    Other,
}
