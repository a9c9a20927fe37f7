using System.Collections.Immutable;
using Gateway.Rules.Matching.Linkage.Columns;

namespace Gateway.Rules.Matching.Linkage.Learn;

/// <summary>A column of the records with its levels read as those that a look-up weighs.</summary>
internal sealed class EvidenceColumn
{
    /// <summary>The level where either value is blank: it says nothing.</summary>
    public const int Blank = 7;

    private static readonly byte[] Names = [0, 0, 1, 1, 2, 3, 3];
    private static readonly byte[] Dates = [0, 1, 2, 3, 4, 4];
    private static readonly byte[] Postcodes = [0, 1, 2, 3, 3];
    private static readonly byte[] Sexes = [0, 1];

    private readonly FieldColumn _column;
    private readonly byte[] _levels;

    private EvidenceColumn(EvidenceField field, FieldColumn column, byte[] levels) => (Field, _column, _levels) = (field, column, levels);

    public EvidenceField Field { get; }

    /// <summary>The columns that a look-up weighs, at most one of each kind, those that are there.</summary>
    public static ImmutableArray<EvidenceColumn> Of(ImmutableArray<FieldColumn> columns) =>
        [.. EvidenceLevels.Fields.Select(field => First(field, columns)).OfType<EvidenceColumn>()];

    public int Value(int record) => _column.Values[record];

    public int Level(int left, int right)
    {
        var (one, other) = (_column.Values[left], _column.Values[right]);
        return one < 0 || other < 0 ? Blank : _levels[_column.Level(one, other)];
    }

    /// <summary>How often two records put together at random have the very same value; it is counted, where a draw would see too few.</summary>
    public double Same()
    {
        var (same, left, right) = (0.0, 0.0, 0.0);
        for (var value = 0; value < _column.ValueCount; value++)
        {
            same += (double)_column.LeftCounts[value] * _column.RightCounts[value];
            left += _column.LeftCounts[value];
            right += _column.RightCounts[value];
        }

        return Math.Max(same, 0.3) / Math.Max(left * right, 1);
    }

    private static EvidenceColumn? First(EvidenceField field, ImmutableArray<FieldColumn> columns) => field switch
    {
        EvidenceField.Birth => Made(field, columns.FirstOrDefault(column => column is DateColumn), Dates),
        EvidenceField.Given => Made(field, columns.FirstOrDefault(column => column.Field.Kind == FieldKind.Given), Names),
        EvidenceField.Surname => Made(field, columns.FirstOrDefault(column => column.Field.Kind == FieldKind.Family), Names),
        EvidenceField.Sex => Made(field, columns.FirstOrDefault(column => column.Field is { Kind: FieldKind.Category, Name: "sex" or "gender" }), Sexes),
        _ => Made(field, columns.FirstOrDefault(column => column is PostcodeColumn), Postcodes),
    };

    private static EvidenceColumn? Made(EvidenceField field, FieldColumn? column, byte[] levels) => column is null ? null : new(field, column, levels);
}
