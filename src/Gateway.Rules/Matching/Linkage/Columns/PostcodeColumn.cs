using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Linkage.Columns;

/// <summary>Postcodes of the United Kingdom.</summary>
internal sealed class PostcodeColumn : FieldColumn
{
    private readonly Postcode[] _postcodes;

    private PostcodeColumn(LinkageField field, int[] values, Postcode[] postcodes, int leftCount) : base(field, values, postcodes.Length, leftCount) =>
        _postcodes = postcodes;

    public override int LevelCount => (int)PostcodeAgreement.Elsewhere + 1;

    /// <summary>The column, or null where fewer than half of the values are such postcodes.</summary>
    public static PostcodeColumn? Read(LinkageField field, string?[] texts, int leftCount)
    {
        var numbers = new Dictionary<Postcode, int>();
        var (values, written, read) = (new int[texts.Length], 0, 0);
        for (var i = 0; i < texts.Length; i++)
        {
            values[i] = Blank;
            if (string.IsNullOrWhiteSpace(texts[i])) continue;
            written++;
            var postcode = PostcodeReading.Read(texts[i]);
            if (postcode.IsBlank) continue;
            read++;
            if (!numbers.TryGetValue(postcode, out values[i])) numbers[postcode] = values[i] = numbers.Count;
        }

        return read * 2 < written ? null : new PostcodeColumn(field, values, [.. numbers.OrderBy(pair => pair.Value).Select(pair => pair.Key)], leftCount);
    }

    public override int Level(int left, int right) => (int)_postcodes[left].Compare(_postcodes[right]);

    public override IEnumerable<KeySet> Keys()
    {
        yield return new KeySet(this, 0, false, [.. _postcodes.Select(postcode => (ulong[])[KeyHash.Of(postcode.Unit, 7)])]);
        yield return new KeySet(this, 1, false, [.. _postcodes.Select(postcode => (ulong[])[KeyHash.Of(postcode.District, 8)])]);
    }

    public override double[] StartingShares() => [0.7, 0.05, 0.05, 0.05, 0.15];
}
