using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;

namespace Gateway.Federation.Fhir;

/// <summary>A FHIR date: a day, or the span of days of a month or a year. A time of day is taken as the day on the wall in London.</summary>
internal readonly record struct DaySpan(DateOnly First, DateOnly Last)
{
    /// <summary>The day, where it is one.</summary>
    public DateOnly? Day => First == Last ? First : null;

    public static DaySpan Of(string text)
    {
        if (text.Length > 10) return At(LondonTime.Day(FhirJson.Moment(text)));
        var first = DateOnly.ParseExact(text, text.Length switch { 4 => "yyyy", 7 => "yyyy-MM", _ => "yyyy-MM-dd" }, CultureInfo.InvariantCulture);
        return new DaySpan(first, text.Length switch { 4 => first.AddYears(1).AddDays(-1), 7 => first.AddMonths(1).AddDays(-1), _ => first });
    }

    private static DaySpan At(DateOnly day) => new(day, day);
}

/// <summary>From when until when; the last day is within it. A side that is missing is not known, or still open.</summary>
internal readonly record struct Period(DaySpan? Start, DaySpan? End)
{
    public static Period Of(JsonElement resource) => resource.Maybe("period") is { } period ? new Period(Side(period, "start"), Side(period, "end")) : default;

    /// <summary>It ends before it starts.</summary>
    public bool IsReversed => Start is { } start && End is { } end && end.Last < start.First;

    public bool IsAhead(DateOnly today) => Start is { } start && start.First > today;

    public bool IsOver(DateOnly today) => End is { } end && end.Last < today;

    private static DaySpan? Side(JsonElement period, string name) => period.Word(name) is { } text ? DaySpan.Of(text) : null;
}
