using Gateway.Audit.Anchoring;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Witnessing;

namespace Gateway.Audit.Publishing;

/// <summary>
/// Holds the configured keys against those that the log is known to be signed with. A new one is taken only beside the one before:
/// a <c>key-change</c> entry names both, the heads from there on have both signatures, and when the old one is no longer configured its range ends.
/// </summary>
internal sealed class TakeKeys(Ledger ledger, Anchor anchor, PublishingSettings settings)
{
    public async Task<KeyTaking> RunAsync(string origin, CancellationToken stopping)
    {
        var all = anchor.Keys();
        if (settings.KeyFor(origin, all)?.Signer(origin) is not { } signer)
            return new KeyTaking.Refused("Ledger:Signer signed another log, and a key signs for one log alone; set a new one, and the old one as Ledger:RetiringSigner");
        // The key of the log before may still have to sign its end; it is none of this log's.
        var retiring = all.Any(key => key.Key.Name != origin && settings.Retiring is { } old && PublishingSettings.IsOf(old, key)) ? null : settings.Retiring?.Signer(origin);
        IReadOnlyList<LogKey> known = [.. all.Where(key => key.Key.Name == origin)];
        if (retiring is not null && Find(known, retiring) is not { To: null })
            return new KeyTaking.Refused("Ledger:RetiringSigner is not the key that signs this log");
        if (known.Count == 0) anchor.Set(new LogKey(signer.Verifier, 0, null, null));
        else if (Find(known, signer) is not { } mine)
        {
            if (retiring is null) return new KeyTaking.Refused("Ledger:Signer is not the key of this log; to change it, set Ledger:RetiringSigner to the key in use until now");
            if (await AnnounceAsync(retiring, signer, stopping) is not { } from) return new KeyTaking.NotYet();
            anchor.Set(new LogKey(signer.Verifier, from, null, null));
        }
        else if (mine.To is not null) return new KeyTaking.Refused("Ledger:Signer is a key that was taken out of use");
        if (retiring is null) Retire(origin, known, signer);
        return new KeyTaking.Taken(new LogKeys([.. anchor.Keys(origin)], retiring is null ? [signer] : [retiring, signer], [.. anchor.Keys()]));
    }

    private void Retire(string origin, IReadOnlyList<LogKey> known, NoteSigner signer)
    {
        var next = (anchor.Read(origin)?.Size ?? 0) + 1;
        foreach (var key in known.Where(key => key.To is null && key.Key.Text != signer.Verifier.Text)) anchor.Set(key with { To = next });
    }

    /// <returns>The first size whose head holds the entry.</returns>
    private async Task<long?> AnnounceAsync(NoteSigner from, NoteSigner to, CancellationToken stopping) =>
        await ledger.AppendAsync(OwnEntries.KeyChange(from.Verifier.Text, to.Verifier.Text), stopping) is AppendResult.Recorded { Receipt: var receipt } ? receipt.LogIndex + 1 : null;

    private static LogKey? Find(IEnumerable<LogKey> keys, NoteSigner signer) => keys.FirstOrDefault(key => key.Key.Text == signer.Verifier.Text);
}

internal abstract record KeyTaking
{
    private KeyTaking() { }

    public sealed record Taken(LogKeys Keys) : KeyTaking;

    /// <summary>The ledger did not take the entry: to be tried again.</summary>
    public sealed record NotYet : KeyTaking;

    public sealed record Refused(string Why) : KeyTaking;
}
