using Gateway.Agencies;
using Gateway.Hosting;

namespace Gateway.Notices;

/// <summary><c>Notices</c> in the configuration.</summary>
internal sealed class NoticeSettings
{
    /// <summary>Seconds between two looks at what is due; 0 looks only when it is told to. Default 2.</summary>
    public double SweepSeconds { get; set; } = 2;

    /// <summary>The agency of the register whose people in the role <c>operations</c> run the service; nobody is told where none is named.</summary>
    public string? Operations { get; set; }

    /// <summary>How long one attempt to deliver by another way may take. Default 10 seconds.</summary>
    public double AttemptSeconds { get; set; } = 10;

    /// <summary>After how many attempts a delivery is laid aside for an operator. Default 12, which takes about an hour and a half.</summary>
    public int Attempts { get; set; } = 12;

    public static NoticeSettings Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection("Notices").Get<NoticeSettings>() ?? new NoticeSettings();
        var range = new SettingRange("Notices");
        var faults = range.Between(nameof(SweepSeconds), settings.SweepSeconds, 0, 60)
            .AddRange(range.Between(nameof(AttemptSeconds), settings.AttemptSeconds, 0.1, 60)).AddRange(range.Between(nameof(Attempts), settings.Attempts, 1, 100));
        return faults.IsEmpty ? settings : throw new StartRefusedException(faults);
    }

    /// <summary>Held against the register, so that nobody finds out when it matters.</summary>
    public NoticeSettings In(Register register) => Operations is { } id && register.Agencies.GetValueOrDefault(id)?.Has(Agencies.Operations.Role) is not true
        ? throw new StartRefusedException(["Notices:Operations must name an agency of the register with a role operations."])
        : this;
}
