using System.Globalization;
using Gateway.Agencies;

namespace Gateway.Hosting;

/// <summary>
/// How long each agency keeps one kind of record, in days: <c>{kind}:Retention:{agency}</c>, else <c>{kind}:Retention:default</c>.
/// The word <c>keep</c> deletes nothing, as a hold demands. Read at the start, so that a fault stops it.
/// </summary>
internal sealed class AgencyRetention(IConfiguration configuration, string kind)
{
    private readonly IConfigurationSection _days = Checked(configuration.GetSection($"{kind}:Retention"));

    /// <param name="unlessSaid">Where neither the agency nor anybody says how long.</param>
    public Kept Of(string agency, Kept unlessSaid) => (_days[agency] ?? _days["default"]) switch
    {
        null => unlessSaid,
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

    /// <summary>Eight years after the decision, or until the 25th birthday, whichever is later (sharing rules, 6.1).</summary>
    public static readonly Kept AsDecisions = new(false, TimeSpan.FromDays(2922), 25);

    public static Kept For(TimeSpan time) => new(false, time, 0);

    /// <summary>What was recorded before this may go.</summary>
    public DateTimeOffset Before(DateTimeOffset now) => now - Time;

    /// <summary>Of a child born after this it may not go yet.</summary>
    public DateOnly BornUntil(DateTimeOffset now) => UntilAge == 0 ? DateOnly.MaxValue : LondonTime.Day(now).AddYears(-UntilAge);
}
