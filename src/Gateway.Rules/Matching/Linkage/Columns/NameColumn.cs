using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Linkage.Columns;

/// <summary>Given names or family names.</summary>
internal sealed class NameColumn : FieldColumn
{
    private readonly NamePool _pool;

    private NameColumn(LinkageField field, int[] values, NamePool pool, int leftCount) : base(field, values, pool.Count, leftCount) => _pool = pool;

    public override int LevelCount => (int)NameLevel.Different + 1;

    /// <summary>Numbers the names of one column; <see cref="Read"/> makes the column when the pool knows all names of all columns.</summary>
    public static int[] Number(string?[] texts, FieldKind kind, NamePool pool)
    {
        var part = kind == FieldKind.Given ? NamePart.Given : NamePart.Family;
        return Array.ConvertAll(texts, text => pool.Number(text, part));
    }

    public static NameColumn Read(LinkageField field, int[] numbers, NamePool pool, int leftCount) => new(field, numbers, pool, leftCount);

    public override int Level(int left, int right) => (int)_pool.Level(left, right);

    public override IEnumerable<KeySet> Keys()
    {
        yield return new KeySet(this, 0, false, _pool.Written());
        yield return new KeySet(this, 1, true, _pool.Sounds());
    }

    public override double[] StartingShares() => [0.75, 0.04, 0.02, 0.08, 0.03, 0.03, 0.05];
}
