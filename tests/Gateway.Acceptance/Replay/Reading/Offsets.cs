using System.Globalization;
using System.Text.RegularExpressions;

namespace Gateway.Acceptance.Replay.Reading;

/// <summary>A moment of a timeline: so many days after its first day, at this time on the clock on the wall in London.</summary>
internal readonly partial record struct Offset(int Days, TimeSpan Time) : IComparable<Offset>
{
    public int CompareTo(Offset other) => (Days, Time).CompareTo((other.Days, other.Time));

    public static Offset? Read(string text)
    {
        if (Shape().Match(text) is not { Success: true } found) return null;
        var (hours, minutes) = (Part(found, "h"), Part(found, "m"));
        return hours > 23 || minutes > 59 ? null : new Offset(Part(found, "d"), new TimeSpan(hours, minutes, 0));
    }

    /// <summary>A duration as time that goes by.</summary>
    public static TimeSpan? Elapsed(string text) => Lasting().Match(text) is { Success: true } found && found.Length > 1 && !text.EndsWith('T')
        ? new TimeSpan(Part(found, "d"), Part(found, "h"), Part(found, "m"), Part(found, "s")) : null;

    private static int Part(Match found, string name) => found.Groups[name] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^P(?<d>[0-9]{1,4})D(T(?<h>[0-9]{1,2})H((?<m>[0-9]{1,2})M)?)?\z")]
    private static partial Regex Shape();

    [GeneratedRegex(@"^P((?<d>[0-9]{1,4})D)?(T((?<h>[0-9]{1,4})H)?((?<m>[0-9]{1,4})M)?((?<s>[0-9]{1,4})S)?)?\z")]
    private static partial Regex Lasting();
}

/// <summary>From the offsets of one timeline to instants.</summary>
internal sealed record Offsets(DateOnly FirstDay)
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public DateTimeOffset At(Offset offset)
    {
        var local = Day(offset).ToDateTime(TimeOnly.MinValue) + offset.Time;
        // In the hour that the clocks leave out in March it is an hour later.
        if (London.IsInvalidTime(local)) local = local.AddHours(1);
        return new DateTimeOffset(local, London.GetUtcOffset(local)).ToUniversalTime();
    }

    public DateOnly Day(Offset offset) => FirstDay.AddDays(offset.Days);

    public static string Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, London).ToString("ddd d MMM yyyy HH:mm", CultureInfo.InvariantCulture);
}
