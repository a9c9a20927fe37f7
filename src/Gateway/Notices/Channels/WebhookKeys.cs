using System.Collections.Frozen;
using System.Security.Cryptography;
using Gateway.Agencies;
using Gateway.Federation.Verified;

namespace Gateway.Notices.Channels;

/// <summary>
/// The gateway's keys by which agencies' systems know its webhooks and what it delivers: <c>Notices:WebhookKeys:{id}</c>, each a P-256 key as PKCS#8 in base64. In Development
/// <c>development</c> is one that anybody can make.
/// </summary>
internal sealed class WebhookKeys : IDisposable
{
    public const string Development = "development";

    private readonly FrozenDictionary<string, ECDsa> _keys;

    private WebhookKeys(FrozenDictionary<string, ECDsa> keys) => _keys = keys;

    public ECDsa Of(string id) => _keys[id];

    /// <summary>Every key that the register names, or a start that is refused with all that are missing.</summary>
    public static WebhookKeys Read(IConfiguration configuration, Register register, TextSettings? texts, bool development)
    {
        var (keys, faults) = (new Dictionary<string, ECDsa>(StringComparer.Ordinal), new List<string>());
        foreach (var id in register.Agencies.Values.SelectMany(agency => (string?[])[agency.Webhook?.Key, agency.Receiving?.Key]).Append(texts?.Key).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            if (id == Development && development) keys[id] = DevelopmentAnswerKey.Of("gateway");
            else if (Key(configuration[$"Notices:WebhookKeys:{id}"]) is { } key) keys[id] = key;
            else faults.Add($"Set Notices:WebhookKeys:{id} to a P-256 key, PKCS#8 in base64: an agency's system, or whoever takes our text messages, knows us by it.");
        return faults.Count == 0 ? new WebhookKeys(keys.ToFrozenDictionary(StringComparer.Ordinal)) : throw new StartRefusedException([.. faults]);
    }

    public void Dispose()
    {
        foreach (var key in _keys.Values) key.Dispose();
    }

    private static ECDsa? Key(string? text)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(Convert.FromBase64String(text ?? ""), out _);
            if (key.KeySize == 256) return key;
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
        }

        key.Dispose();
        return null;
    }
}
