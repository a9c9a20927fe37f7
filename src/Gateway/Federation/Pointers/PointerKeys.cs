using System.Collections.Frozen;
using System.Globalization;
using Gateway.Agencies;
using Gateway.Audit.Sealing;
using Gateway.Rules.Federation.Pointers;

namespace Gateway.Federation.Pointers;

/// <summary>
/// The keys of the epochs that are in use, <c>Gateway:PointerKeys</c>: "2:BASE64 1:BASE64". New lists are made under the first. A key that
/// stands behind it is known: lists under it are looked up, be it from before, or from a process that has it in front already.
/// </summary>
internal sealed class PointerKeys
{
    private readonly FrozenDictionary<int, PointerKey> _byEpoch;

    private PointerKeys(PointerKey[] keys) => (_byEpoch, Newest) = (keys.ToFrozenDictionary(key => key.Epoch), keys.FirstOrDefault());

    /// <summary>The key of new lists; null where there is none, and then no list is taken.</summary>
    public PointerKey? Newest { get; }

    public PointerKey? Of(int epoch) => _byEpoch.GetValueOrDefault(epoch);

    /// <param name="register">Where a custodian of it signs lists, keys there must be, but in Development.</param>
    public static PointerKeys Read(IConfiguration configuration, IHostEnvironment environment, Register register, LedgerKey ledger)
    {
        if (configuration["Gateway:PointerKeys"] is { Length: > 0 } text) return new PointerKeys(Parse(text));
        if (environment.IsDevelopment()) return new PointerKeys([new PointerKey(1, ledger.For("gateway/development/pointers/v1"u8))]);
        if (!register.Custodians.Any(custodian => custodian.Lists is not null)) return new PointerKeys([]);
        throw new StartRefusedException(["Gateway:PointerKeys is not set, and custodians of the register sign lists: epoch:key, the key 32 random bytes in base64."]);
    }

    private static PointerKey[] Parse(string text)
    {
        var keys = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(One).ToArray();
        return keys.Select(key => key.Epoch).Distinct().Count() == keys.Length ? keys : throw Refused();
    }

    private static PointerKey One(string text)
    {
        var bytes = new byte[PointerKey.Length];
        return text.Split(':') is [var epoch, var key] && int.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            && Convert.TryFromBase64String(key, bytes, out var length) && length == PointerKey.Length
            ? new PointerKey(number, bytes)
            : throw Refused();
    }

    private static StartRefusedException Refused() => new(["Gateway:PointerKeys must be keys separated by spaces, each an epoch from 1, a colon and 32 bytes in base64; no epoch twice."]);
}
