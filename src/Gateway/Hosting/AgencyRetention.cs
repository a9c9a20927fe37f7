using System.Globalization;
using Gateway.Agencies;
using Gateway.Rules.Retention;

namespace Gateway.Hosting;

/// <summary>
/// How long each agency keeps one kind of record, in days: <c>{kind}:Retention:{agency}</c>, else <c>{kind}:Retention:default</c>.
/// The word <c>keep</c> deletes nothing, as a hold demands. Read at the start, so that a fault stops it.
/// </summary>
/// <remarks>Where no setting says anything, the agency's row of <c>contracts/retention</c> does; what neither covers is kept.</remarks>
internal sealed class AgencyRetention(IConfiguration configuration, string kind, RetentionTable table, RecordKind record, TimeProvider time)
{
    private readonly IConfigurationSection _days = Checked(configuration.GetSection($"{kind}:Retention"));

    public Kept Of(string agency) => (_days[agency] ?? _days["default"]) switch
    {
        null => table.On(agency, record, LondonTime.Day(time.GetUtcNow())) is { } rule ? Kept.By(rule) : Kept.Always,
        "keep" => Kept.Always,
        var days => Kept.For(TimeSpan.FromDays(int.Parse(days, NumberStyles.None, CultureInfo.InvariantCulture))),
    };

    private static IConfigurationSection Checked(IConfigurationSection section)
    {
        foreach (var setting in section.GetChildren())
            if (setting.Value is not "keep" && !int.TryParse(setting.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                throw new StartRefusedException([$"{setting.Path} must be a whole number of days, or the word keep."]);
        return section;
    }
}

/// <summary>For how long something is kept.</summary>
/// <param name="Forever">It is not deleted at all.</param>
/// <param name="Time">Since it was recorded, or since it ended where it can end.</param>
/// <param name="UntilAge">Where it is longer: until the child would have this age, in years. 0 where age does not matter.</param>
internal readonly record struct Kept(bool Forever, TimeSpan Time, int UntilAge)
{
    public static readonly Kept Always = new(true, default, 0);

    public static Kept For(TimeSpan time) => new(false, time, 0);

    /// <summary>As a row of the table says.</summary>
    public static Kept By(RetentionRule rule) => new(false, default, rule.UntilAge) { Years = rule.YearsAfter };

    /// <summary>Or in whole years, to the day; 0 where <see cref="Time"/> says it.</summary>
    public int Years { get; init; }

    /// <summary>What was recorded before this may go.</summary>
    public DateTimeOffset Before(DateTimeOffset now) => Years == 0 ? now - Time : LondonTime.Instant(LondonTime.Day(now).AddYears(-Years).AddDays(1).ToDateTime(TimeOnly.MinValue));

    /// <summary>Of a child born after this it may not go yet.</summary>
    public DateOnly BornUntil(DateTimeOffset now) => UntilAge == 0 ? DateOnly.MaxValue : LondonTime.Day(now).AddYears(-UntilAge);
}
