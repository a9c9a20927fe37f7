using System.Globalization;
using Gateway.Agencies;

namespace Gateway.Consents;

/// <summary>
/// How long each agency keeps a record after it ended, in days: <c>Consents:Retention:{agency}</c>, else
/// <c>Consents:Retention:default</c>, else eight years. The word <c>keep</c> deletes nothing, as a hold demands.
/// </summary>
internal sealed class ConsentRetention(IConfiguration configuration)
{
    private const int EightYears = 2922;

    private readonly IConfigurationSection _days = Checked(configuration.GetSection("Consents:Retention"));

    /// <summary>Null where nothing may be deleted.</summary>
    public TimeSpan? Of(string agency) => (_days[agency] ?? _days["default"]) switch
    {
        null => TimeSpan.FromDays(EightYears),
        "keep" => null,
        var days => TimeSpan.FromDays(int.Parse(days, NumberStyles.None, CultureInfo.InvariantCulture)),
    };

    private static IConfigurationSection Checked(IConfigurationSection section)
    {
        foreach (var setting in section.GetChildren())
            if (setting.Value is not "keep" && !int.TryParse(setting.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                throw new StartRefusedException([$"{setting.Path} must be a whole number of days, or the word keep."]);
        return section;
    }
}
