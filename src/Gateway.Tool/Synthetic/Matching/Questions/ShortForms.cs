using Gateway.Tool.Synthetic.Matching.Names;

namespace Gateway.Tool.Synthetic.Matching.Questions;

/// <summary>What a given name is also said or written as.</summary>
internal sealed class ShortForms
{
    private readonly Dictionary<string, List<string>> _forms = new(StringComparer.OrdinalIgnoreCase);

    public ShortForms()
    {
        foreach (var row in EmbeddedRows.Of("given-name-groups.csv"))
        {
            foreach (var other in row[2].Split(' '))
            {
                Add(row[1], other);
                Add(other, row[1]);
            }
        }
    }

    /// <summary>Another form of the name, or null where none is known.</summary>
    public string? Pick(string name, ref FamilyDice dice) => _forms.TryGetValue(name, out var forms) ? forms[dice.Below(forms.Count)] : null;

    private void Add(string name, string form)
    {
        if (!_forms.TryGetValue(name, out var forms)) _forms[name] = forms = [];
        forms.Add(form);
    }
}
