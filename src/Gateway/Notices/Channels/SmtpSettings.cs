using System.Net;
using Gateway.Agencies;
using Gateway.Agencies.Loading;

namespace Gateway.Notices.Channels;

/// <summary><c>Notices:Smtp</c>: the server that takes e-mails. Without a host none is sent.</summary>
internal sealed class SmtpSettings
{
    public string Host { get; set; } = "";

    /// <summary>Default 587.</summary>
    public int Port { get; set; } = 587;

    /// <summary><c>starttls</c> (the default), <c>tls</c>, or <c>none</c> to this machine alone.</summary>
    public string Security { get; set; } = "starttls";

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Whose address stands in them as the sender's.</summary>
    public string From { get; set; } = "";

    public string Domain => From[(From.IndexOf('@', StringComparison.Ordinal) + 1)..];

    /// <returns>Null where no server is named. Half a server stops the start.</returns>
    public static SmtpSettings? Read(IConfiguration configuration)
    {
        if (configuration.GetSection("Notices:Smtp").Get<SmtpSettings>() is not { } settings) return null;
        string[] faults = [.. settings.Faults()];
        return faults.Length == 0 ? settings : throw new StartRefusedException([.. faults]);
    }

    private IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Host) || Uri.CheckHostName(Host) == UriHostNameType.Unknown) yield return "Notices:Smtp:Host must be a name or an address.";
        if (Port is < 1 or > 65535) yield return "Notices:Smtp:Port must be from 1 to 65535.";
        if (Security is not ("starttls" or "tls" or "none")) yield return "Notices:Smtp:Security must be starttls, tls or none.";
        if (Security == "none" && !IsThisMachine()) yield return "Notices:Smtp:Security may be none for a server on this machine only.";
        if (!ReadMailboxes.IsAddress(From)) yield return "Notices:Smtp:From must be one plain ASCII address.";
        if (User is null != Password is null) yield return "Notices:Smtp:User and Notices:Smtp:Password are set together, or neither is.";
    }

    private bool IsThisMachine() => Host == "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));
}

/// <param name="Settings">Null where no server is named.</param>
internal sealed record SmtpSettingsHolder(SmtpSettings? Settings);
