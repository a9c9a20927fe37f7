namespace Gateway.Rules.Matching.Links;

/// <summary>Who may complete a merge or a split that somebody proposed: another person, of another agency.</summary>
public static class TwoPeople
{
    /// <summary>Why this person may not agree, or null where they may.</summary>
    /// <param name="proposingAgency">The agency of the person who proposed it.</param>
    /// <param name="proposer">Who that is at their agency.</param>
    /// <param name="agency">The agency of the person who would agree.</param>
    /// <param name="person">Who that is at theirs.</param>
    public static WhyNotAgree? WhyNot(string proposingAgency, string proposer, string agency, string person)
    {
        if (!string.Equals(proposingAgency, agency, StringComparison.Ordinal)) return null;
        return string.Equals(proposer, person, StringComparison.Ordinal) ? WhyNotAgree.SamePerson : WhyNotAgree.SameAgency;
    }
}

/// <summary>Why somebody may not agree.</summary>
public enum WhyNotAgree : byte
{
    /// <summary>They proposed it.</summary>
    SamePerson,

    /// <summary>They are of the agency that proposed it.</summary>
    SameAgency,
}
