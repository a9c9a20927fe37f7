namespace Gateway.Agencies;

/// <summary>The words of the register for the kinds of agency.</summary>
public static class AgencyKindWords
{
    public static string Word(this AgencyKind kind) => kind switch
    {
        AgencyKind.LocalAuthority => "local-authority",
        AgencyKind.NhsTrust => "nhs-trust",
        AgencyKind.Police => "police",
        AgencyKind.GpPractice => "gp-practice",
        AgencyKind.School => "school",
        AgencyKind.Probation => "probation",
        AgencyKind.DrugAndAlcohol => "drug-and-alcohol",
        AgencyKind.Voluntary => "voluntary",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>It refers and is answered (Laming, recommendation 20). It holds nothing that is asked for here, and nobody there asks.</summary>
    public static bool OnlyRefers(this AgencyKind kind) => kind is AgencyKind.Probation or AgencyKind.DrugAndAlcohol or AgencyKind.Voluntary;

    public static bool TryRead(string word, out AgencyKind kind)
    {
        foreach (var candidate in Enum.GetValues<AgencyKind>())
        {
            kind = candidate;
            if (candidate.Word() == word) return true;
        }

        kind = default;
        return false;
    }
}
