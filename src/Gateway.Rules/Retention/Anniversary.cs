namespace Gateway.Rules.Retention;

/// <summary>The same day, years later.</summary>
public static class Anniversary
{
    /// <summary>So many years after a day. Of 29 February in a year that has none it is 1 March: whoever was born then is not of that age a day sooner.</summary>
    public static DateOnly Of(DateOnly day, int years)
    {
        if (years >= DateOnly.MaxValue.Year - day.Year) return DateOnly.MaxValue;
        var same = day.AddYears(years);
        return same.Day == day.Day ? same : same.AddDays(1);
    }
}
