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
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

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
