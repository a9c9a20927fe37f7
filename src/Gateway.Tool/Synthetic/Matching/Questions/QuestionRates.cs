using Gateway.Tool.Synthetic.Matching.Names;

namespace Gateway.Tool.Synthetic.Matching.Questions;

/// <summary>How often a question is of a kind and wrong in a way, as the table says, each row with where it is from.</summary>
internal sealed class QuestionRates
{
    private readonly Dictionary<(string Part, string What), double> _shares;
    private readonly (QuestionKind Kind, double UpTo)[] _kinds;

    private QuestionRates(Dictionary<(string Part, string What), double> shares)
    {
        _shares = shares;
        var upTo = 0.0;
        _kinds = [.. Enum.GetValues<QuestionKind>().Select(kind => (kind, upTo += shares[("kind", kind.Word())]))];
        if (Math.Abs(upTo - 1) > 1e-9) throw new InvalidOperationException("the kinds of question do not make a whole");
    }

    public static QuestionRates Embedded() => new(
        EmbeddedRows.Of("matching-question-rates.csv").ToDictionary(row => (row[0], row[1]), row => EmbeddedRows.Share(row[2])));

    public double this[string part, string what] => _shares[(part, what)];

    public QuestionKind Pick(ref FamilyDice dice)
    {
        var at = dice.Share();
        foreach (var (kind, upTo) in _kinds)
            if (at < upTo) return kind;
        return _kinds[^1].Kind;
    }
}
