using Gateway.Agencies;

namespace Gateway.Notices;

/// <summary><c>Notices</c> in the configuration.</summary>
internal sealed class NoticeSettings
{
    /// <summary>Seconds between two looks at what is due; 0 looks only when it is told to. Default 2.</summary>
    public double SweepSeconds { get; set; } = 2;

    /// <summary>The agency of the register whose people in the role <c>operations</c> run the service; nobody is told where none is named.</summary>
    public string? Operations { get; set; }

    public static NoticeSettings Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection("Notices").Get<NoticeSettings>() ?? new NoticeSettings();
        return settings.SweepSeconds is >= 0 and <= 60 ? settings : throw new StartRefusedException(["Notices:SweepSeconds must be from 0 to 60."]);
    }

    /// <summary>Held against the register, so that nobody finds out when it matters.</summary>
    public NoticeSettings In(Register register) => Operations is { } id && register.Agencies.GetValueOrDefault(id)?.Has(Agencies.Operations.Role) is not true
        ? throw new StartRefusedException(["Notices:Operations must name an agency of the register with a role operations."])
        : this;
}
