using System.Collections.Immutable;
using Gateway.Disclosure;
using Gateway.Referrals.Form;

namespace Gateway.Referrals.Pages.Boxes;

/// <summary>What the handler found wrong, at the boxes of the page: the same sentences.</summary>
internal static class FaultsOnPage
{
    /// <param name="under">The place of the page's fields in what was sent, such as <c>/children/0</c>.</param>
    /// <param name="called">What the child is called, where the page is about one.</param>
    public static ImmutableArray<FieldFault> Of(IEnumerable<FieldFault> faults, string under, ImmutableArray<FormField> fields, Typed typed, string? called = null) =>
        [.. faults.Select(fault => One(fault, under, fields, typed, called)).DistinctBy(fault => fault.Field).OrderBy(fault => Place(fault.Field, fields))];

    // As they stand on the page.
    private static int Place(string box, ImmutableArray<FormField> fields) => fields.Select(field => field.Name).ToList().IndexOf(box.Split('-')[0]) is >= 0 and var place ? place : int.MaxValue;

    private static FieldFault One(FieldFault fault, string under, ImmutableArray<FormField> fields, Typed typed, string? called)
    {
        var place = fault.Field.StartsWith(under + "/", StringComparison.Ordinal) ? fault.Field[(under.Length + 1)..] : fault.Field.TrimStart('/');
        var words = called is null ? fault.Words : fault.Words.Replace("effect is on this child", $"effect is on {called}", StringComparison.Ordinal);
        return Box(place.Split('/'), fields) is var (box, field)
            ? new FieldFault(box, field is FormField.Day or FormField.About && ReadBoxes.IsNoDate(typed, box) ? "The date must be a real date" : words)
            : new FieldFault(place.Replace('/', '-'), words);
    }

    // A group as a whole has no box: what is wrong with it is said at its first.
    private static (string Box, FormField Field)? Box(string[] place, ImmutableArray<FormField> fields)
    {
        var (box, field) = ("", (FormField?)null);
        foreach (var part in place)
        {
            box += box.Length == 0 ? part : "-" + part;
            if (part.All(char.IsAsciiDigit)) continue;
            field = fields.FirstOrDefault(one => one.Name == part);
            fields = Inner(field);
            if (field is null) return null;
        }

        while (field is FormField.Group { Fields: [var first, ..] })
        {
            field = first;
            box += "-" + field.Name;
        }

        return field is null ? null : (box, field);
    }

    private static ImmutableArray<FormField> Inner(FormField? field) => field switch
    {
        FormField.Group group => group.Fields,
        FormField.Rows rows => rows.Fields,
        _ => [],
    };
}
