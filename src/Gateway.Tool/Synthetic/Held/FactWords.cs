namespace Gateway.Tool.Synthetic.Held;

/// <summary>The words of the custodian contract.</summary>
internal static class FactWords
{
    private static readonly (Categories Category, string Word)[] CategoryWords =
    [
        (Categories.Neglect, "neglect"), (Categories.Physical, "physical"),
        (Categories.Sexual, "sexual"), (Categories.Emotional, "emotional"),
    ];

    public static IEnumerable<string> Words(this Categories set)
    {
        foreach (var (category, word) in CategoryWords)
        {
            if (set.HasFlag(category)) yield return word;
        }
    }

    public static string Word(this LegalBasis basis) => basis switch
    {
        LegalBasis.CareOrder => "care-order",
        LegalBasis.InterimCareOrder => "interim-care-order",
        LegalBasis.Section20 => "section-20",
        _ => throw new ArgumentOutOfRangeException(nameof(basis)),
    };
}
