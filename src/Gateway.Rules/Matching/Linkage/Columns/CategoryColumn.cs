using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Linkage.Columns;

/// <summary>One of a few words: the same or not.</summary>
internal sealed class CategoryColumn : FieldColumn
{
    private readonly List<string> _texts;

    private CategoryColumn(LinkageField field, int[] values, List<string> texts, int leftCount) : base(field, values, texts.Count, leftCount) => _texts = texts;

    public override int LevelCount => 2;

    public static CategoryColumn Read(LinkageField field, string?[] texts, int leftCount)
    {
        var pool = new ValuePool();
        var values = Array.ConvertAll(texts, text => pool.Number(Meaning(NameFold.Of(text))));
        return new CategoryColumn(field, values, pool.Texts, leftCount);
    }

    public override int Level(int left, int right) => left == right ? 0 : 1;

    public override IEnumerable<KeySet> Keys() => [new KeySet(this, 0, false, [.. _texts.Select(text => (ulong[])[KeyHash.Of(text)])])];

    public override double[] StartingShares() => [0.95, 0.05];

    private static string Meaning(string folded) => folded switch
    {
        "male" or "boy" => "m",
        "female" or "girl" => "f",
        "u" or "unknown" or "x" or "not known" => "",
        _ => folded,
    };
}
