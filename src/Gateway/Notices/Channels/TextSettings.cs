using Gateway.Agencies;
using Gateway.Agencies.Loading;

namespace Gateway.Notices.Channels;

/// <summary><c>Notices:Text</c>: who takes text messages. Without an endpoint none is sent, and where the matrix says <c>text</c> an e-mail stands in.</summary>
internal sealed class TextSettings
{
    /// <summary>Its base address, over TLS, or on this machine.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>The id of our key by which it knows us, among <c>Notices:WebhookKeys</c>.</summary>
    public string Key { get; set; } = "";

    public Uri Address => new(Endpoint.EndsWith('/') ? Endpoint : Endpoint + "/");

    /// <returns>Null where nobody is named. Half of it stops the start.</returns>
    public static TextSettings? Read(IConfiguration configuration)
    {
        if (configuration.GetSection("Notices:Text").Get<TextSettings>() is not { } settings) return null;
        string[] faults = [.. settings.Faults()];
        return faults.Length == 0 ? settings : throw new StartRefusedException([.. faults]);
    }

    private IEnumerable<string> Faults()
    {
        if (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) || address.Query.Length > 0)
            yield return "Notices:Text:Endpoint must be an https address, without a query.";
        if (!RegisterWords.IsId(Key)) yield return "Notices:Text:Key must be lower-case words joined by hyphens.";
    }
}

/// <param name="Settings">Null where nobody is named.</param>
internal sealed record TextSettingsHolder(TextSettings? Settings);
