using System.Globalization;
using Gateway.Agencies;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Referrals;

/// <summary>By when, as people say it: a date and never a count of days.</summary>
internal static class DueWords
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static string Of(Due due) => Rules.Calendars.LondonTime.End(due.Day) == due.At
        ? $"by the end of {due.Day.ToString("dddd d MMMM", English)}"
        : $"by {LondonTime.OnTheWall(due.At).ToString("HH:mm 'on' dddd d MMMM", English)}";
}
