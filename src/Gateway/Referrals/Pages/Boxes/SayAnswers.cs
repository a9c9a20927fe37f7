using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Referrals.Form;

namespace Gateway.Referrals.Pages.Boxes;

/// <summary>What was answered, for people to read: each field that has an answer, under the words in which it was asked.</summary>
internal sealed class SayAnswers(ReferralCodes codes, Register register, IReadOnlyDictionary<Guid, string> children, Func<string, Asked>? say = null)
{
    public ImmutableArray<Answered> Of(JsonElement saved, IEnumerable<FormField> fields, string path)
    {
        var rows = ImmutableArray.CreateBuilder<Answered>();
        foreach (var field in fields)
            if (field is not FormField.Id && saved.TryGetProperty(field.Name, out var value)) Add(rows, value, field, $"{path}/{field.Name}");
        return rows.ToImmutable();
    }

    private void Add(ImmutableArray<Answered>.Builder rows, JsonElement value, FormField field, string path)
    {
        if (field is FormField.Group { Fields: [FormField.Choice { Name: "answer" }, _] } question) rows.Add(new Answered(Plain(path), [.. Of(value, question.Fields, path).SelectMany(one => one.Lines)]));
        else if (field is FormField.Group group) rows.AddRange(Of(value, group.Fields, path));
        else if (field is FormField.Rows list)
        {
            if (value.GetArrayLength() > 0) rows.Add(new Answered(Plain(path), [.. value.EnumerateArray().Select(row => Line(row, list, path))]));
        }
        else rows.Add(new Answered(Plain(path), Lines(value, field)));
    }

    private string Line(JsonElement row, FormField.Rows list, string path)
    {
        var said = string.Join(". ", Of(row, list.Fields, path).Select(one => string.Join(", ", one.Lines)));
        return row.TryGetProperty("child", out var child) && child.TryGetGuid(out var id) ? $"{children.GetValueOrDefault(id, "A child")}: {said}" : said;
    }

    private ImmutableArray<string> Lines(JsonElement value, FormField field) => field switch
    {
        FormField.Codes many => [.. value.EnumerateArray().Select(code => codes.LabelOf(many.List, code.GetString()!))],
        FormField.Flag => [value.GetBoolean() ? "Yes" : "No"],
        FormField.Number => [value.GetInt32().ToString(CultureInfo.InvariantCulture)],
        FormField.Code code => [codes.LabelOf(code.List, value.GetString()!)],
        FormField.Choice => [FieldWords.Choice(value.GetString()!)],
        FormField.Day or FormField.About => [Date(value.GetString()!)],
        FormField.Moment => [Clock.DayAndTime(value.GetDateTimeOffset())],
        FormField.Council => [register.Agencies.GetValueOrDefault(value.GetString()!)?.Name ?? value.GetString()!],
        _ => [.. value.GetString()!.Split('\n')],
    };

    private static string Date(string text) => text.Length == 7
        ? Clock.Month(DateOnly.ParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture))
        : Clock.Day(DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture));

    private string Plain(string path) => (say ?? FieldWords.Of)(path).Label.Replace(" (optional)", "", StringComparison.Ordinal);
}

internal sealed record Answered(string Label, ImmutableArray<string> Lines);

/// <param name="Change">Where it is changed; none where it is only read.</param>
internal sealed record AnswerBlock(string Title, ImmutableArray<Answered> Rows, string? Change = null);
