using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Rules.Identifiers;

namespace Gateway.Referrals.Form;

/// <summary>Holds what was sent to the form: every fault at once, each at its place (a JSON pointer) and in its field's own sentence. What was typed is never quoted.</summary>
internal sealed partial class CheckForm(ReferralCodes codes, Register register, DateOnly today, DateTimeOffset now)
{
    private const int MostDaysAhead = 300;
    private const int MostYearsAgo = 100;

    private readonly List<FieldFault> _faults = [];

    public static IReadOnlyList<FieldFault> Of(FormField.Group form, JsonElement sent, ReferralCodes codes, Register register, DateOnly today) =>
        Of(form, sent, codes, register, Rules.Calendars.LondonTime.End(today).AddTicks(-1));

    /// <summary>As of an instant: what is said to have happened after it has not.</summary>
    public static IReadOnlyList<FieldFault> Of(FormField.Group form, JsonElement sent, ReferralCodes codes, Register register, DateTimeOffset now)
    {
        var check = new CheckForm(codes, register, LondonTime.Day(now), now);
        check.Object(sent, "", form.Fields, form.Rules);
        return check._faults;
    }

    private void Object(JsonElement element, string place, ImmutableArray<FormField> fields, ImmutableArray<FormRule> rules)
    {
        foreach (var member in element.EnumerateObject())
            if (!fields.Any(field => field.Name == member.Name)) Fault($"{place}/{PlainText.Shown(member.Name)}", "This member is not known here.");
        var before = _faults.Count;
        foreach (var field in fields)
            if (element.TryGetProperty(field.Name, out var value)) Check(field, value, $"{place}/{field.Name}");
            else if (field.Required) Fault($"{place}/{field.Name}", field.Words);
        var said = _faults.Skip(before).Select(fault => fault.Field).ToHashSet();
        foreach (var rule in rules)
            if (!rule.Holds(new FormPart(element, today)) && said.Add($"{place}/{rule.At}")) Fault($"{place}/{rule.At}", rule.Words);
    }

    private void Check(FormField field, JsonElement value, string place)
    {
        switch (field)
        {
            case FormField.Group group:
                if (value.ValueKind == JsonValueKind.Object) Object(value, place, group.Fields, group.Rules);
                else Fault(place, group.Words);
                break;
            case FormField.Rows rows:
                Rows(rows, value, place);
                break;
            case FormField.Codes many:
                if (!HoldsAll(many, value)) Fault(place, many.Words);
                break;
            case FormField.Flag:
                if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Fault(place, field.Words);
                break;
            case FormField.Number number:
                if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var whole) || whole < number.Least || whole > number.Most) Fault(place, field.Words);
                break;
            default:
                if (WhatIsWrong(field, value.ValueKind == JsonValueKind.String ? value.GetString()! : null) is { } wrong) Fault(place, wrong);
                break;
        }
    }

    private void Rows(FormField.Rows rows, JsonElement value, string place)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() < rows.Least || value.GetArrayLength() > rows.Most)
        {
            Fault(place, value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > rows.Most ? $"Send at most {rows.Most}." : rows.Words);
            return;
        }

        foreach (var (row, n) in value.EnumerateArray().Select((row, n) => (row, n)))
            if (row.ValueKind == JsonValueKind.Object) Object(row, $"{place}/{n}", rows.Fields, rows.Rules);
            else Fault($"{place}/{n}", rows.Words);
    }

    private string? WhatIsWrong(FormField field, string? text) => text is null ? field.Words : field switch
    {
        FormField.Text free => OfText(free, text),
        FormField.Choice choice => choice.Of.Contains(text) ? null : field.Words,
        FormField.Code code => codes.Holds(code.List, text, today) ? null : field.Words,
        FormField.Day day => OfDay(day, text),
        FormField.About about => OfAbout(about, text),
        FormField.Moment moment => OfMoment(moment, text),
        FormField.Telephone => text.Length <= 24 && TelephoneNumber().IsMatch(text) && text.Count(char.IsAsciiDigit) is >= 10 and <= 15 ? null : field.Words,
        FormField.Email => text.Length <= 254 && EmailAddress().IsMatch(text) ? null : field.Words,
        FormField.Nhs => ChildWords.OfNumber(NhsNumber.Read(text, out _)),
        FormField.PupilNumber => Upn.Read(text, out _) == UpnFault.None ? null : field.Words,
        FormField.Postcode => text.Length <= 10 && WholePostcode().IsMatch(text.Trim()) ? null : field.Words,
        FormField.Council => register.Agencies.GetValueOrDefault(text) is { Kind: AgencyKind.LocalAuthority } ? null : field.Words,
        FormField.Id => Guid.TryParseExact(text, "D", out _) ? null : field.Words,
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    private static string? OfText(FormField.Text field, string text) =>
        text.AsSpan().Trim().Length < field.Least ? field.Words : PlainText.WhatIsWrong(text, field.Most);

    private string? OfDay(FormField.Day field, string text)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return field.Words;
        return day > (field.Past ? today : today.AddDays(MostDaysAhead)) || day < today.AddYears(-MostYearsAgo) ? field.WhenWrong : null;
    }

    private string? OfAbout(FormField.About field, string text)
    {
        var month = text.Length == 7;
        if (!DateOnly.TryParseExact(month ? text + "-01" : text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return field.Words;
        return day > today || day < today.AddYears(-MostYearsAgo) ? field.WhenWrong : null;
    }

    private string? OfMoment(FormField.Moment field, string text)
    {
        if (!FormPart.TryMoment(text, out var at)) return field.Words;
        return at > now || at < now.AddYears(-MostYearsAgo) ? field.WhenWrong : null;
    }

    private bool HoldsAll(FormField.Codes field, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() is 0 or > 40) return false;
        var chosen = value.EnumerateArray().Select(one => one.ValueKind == JsonValueKind.String ? one.GetString()! : "").ToArray();
        return chosen.All(code => codes.Holds(field.List, code, today)) && chosen.Distinct().Count() == chosen.Length
            && (chosen.Length == 1 || field.Alone is null || !chosen.Contains(field.Alone));
    }

    private void Fault(string place, string words) => _faults.Add(new FieldFault(place, words));

    [GeneratedRegex(@"^\+?[0-9][0-9 ()-]*\z")]
    private static partial Regex TelephoneNumber();

    [GeneratedRegex(@"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\z")]
    private static partial Regex EmailAddress();

    [GeneratedRegex(@"^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}\z")]
    private static partial Regex WholePostcode();
}
