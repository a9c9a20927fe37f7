using System.Collections.Immutable;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Linkage.Columns;

/// <summary>Reads each column of the records as its kind says.</summary>
internal static class ReadColumns
{
    public static ImmutableArray<FieldColumn> Of(LinkageRecords records, NameTables tables)
    {
        var pool = new NamePool(tables);
        var names = new int[records.Fields.Length][];
        for (var i = 0; i < names.Length; i++)
            if (IsName(records.Fields[i].Kind)) names[i] = NameColumn.Number(records.Values[i], records.Fields[i].Kind, pool);
        return [.. records.Fields.Select((field, i) => Read(field, records.Values[i], names[i], pool, records.LeftCount))];
    }

    private static bool IsName(FieldKind kind) => kind is FieldKind.Given or FieldKind.Family;

    private static FieldColumn Read(LinkageField field, string?[] texts, int[]? names, NamePool pool, int left) => field.Kind switch
    {
        FieldKind.Given or FieldKind.Family => NameColumn.Read(field, names!, pool, left),
        FieldKind.Date => DateColumn.Read(field, texts, left),
        FieldKind.Category => CategoryColumn.Read(field, texts, left),
        FieldKind.Postcode => PostcodeColumn.Read(field, texts, left) ?? (FieldColumn)CodeColumn.Read(field, texts, left),
        FieldKind.Number or FieldKind.Phone => CodeColumn.Read(field, texts, left),
        FieldKind.Address => AddressColumn.Read(field, texts, left),
        FieldKind.Email or FieldKind.Text => TextColumn.Read(field, texts, left),
        _ => throw new InvalidOperationException("unknown kind"),
    };
}
