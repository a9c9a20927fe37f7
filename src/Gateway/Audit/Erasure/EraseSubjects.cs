using Gateway.Agencies;
using Gateway.Audit.Sealing;
using Gateway.Audit.Storage;
using Gateway.Hosting;
using Gateway.Rules.Identifiers;

namespace Gateway.Audit.Erasure;

/// <summary>
/// Erases by destroying keys. A key whose retention has ended is first retired, so that nothing more is sealed under it; when no
/// process can still hold it, an <c>erasure</c> entry is recorded and then the key is destroyed. Leaves and proofs stay.
/// </summary>
internal sealed class EraseSubjects(ILedgerStore log, ISubjectKeyStore keys, LedgerKey key, AppendToLedger append, TimeProvider time)
{
    /// <summary>Longer than a writer keeps a key, and an entry waits in a queue.</summary>
    public static readonly TimeSpan Grace = SubjectKeys.Kept + TimeSpan.FromMinutes(5);

    private const string ByRetention = "retention";
    private const int AtOnce = 200;
    private static readonly byte[] NoPolicy = new byte[32];

    /// <summary>Asked of each key before it is retired, and again before it is destroyed: true where a legal hold of its controller keeps it. Set before the start.</summary>
    public Func<UnwrappedKey, CancellationToken, Task<bool>> IsHeld { get; set; } = static (_, _) => Task.FromResult(false);

    private readonly SubjectKeyWrap _wrap = new(key);
    private readonly CountSections _count = new(log, new IndexKeys(key));

    /// <summary>Retires what the rules let go, and destroys what was retired long enough ago.</summary>
    /// <returns>How many keys were destroyed.</returns>
    public async Task<int> RunAsync(RetentionRules rules, CancellationToken cancellation)
    {
        await RetireAsync(rules, cancellation);
        return await DestroyAsync(cancellation);
    }

    /// <summary>Retires a child's key on somebody's authority, such as a court's; it is destroyed like any other.</summary>
    /// <returns>False where the child has no such key.</returns>
    public async Task<bool> RetireAsync(NhsNumber child, RetentionClass retention, string authority, CancellationToken cancellation)
    {
        var found = await keys.FindAsync([_wrap.Name(new KeyFor(child, retention))], cancellation);
        if (found is not [var stored]) return false;
        await keys.RetireAsync([stored.Id], authority, cancellation);
        CrashPoint.KeyRetired.Reached();
        return true;
    }

    private async Task RetireAsync(RetentionRules rules, CancellationToken cancellation)
    {
        var after = Guid.Empty;
        while (true)
        {
            var some = await keys.InUseAsync(after, AtOnce, cancellation);
            var ended = new List<Guid>();
            foreach (var stored in some)
                if (_wrap.Unwrap(stored) is { } unwrapped && await HasEndedAsync(unwrapped, rules, cancellation) && !await IsHeld(unwrapped, cancellation)) ended.Add(stored.Id);
            if (ended.Count > 0) await keys.RetireAsync(ended, ByRetention, cancellation);
            if (some.Count < AtOnce) return;
            after = some[^1].Id;
        }
    }

    private async Task<bool> HasEndedAsync(UnwrappedKey unwrapped, RetentionRules rules, CancellationToken cancellation)
    {
        var today = LondonTime.Day(time.GetUtcNow());
        if (rules.For(unwrapped.For.Retention, today) is not { } rule || rule.Ends(unwrapped.DateOfBirth, unwrapped.DateOfBirth) is not { } earliest || earliest > today) return false;
        // A key under which nothing was recorded yet is about to be used.
        return (await _count.RunAsync(unwrapped, cancellation)).Last is { } last && rule.Ends(unwrapped.DateOfBirth, LondonTime.Day(last)) <= today;
    }

    private async Task<int> DestroyAsync(CancellationToken cancellation)
    {
        var retired = await keys.RetiredAsync(time.GetUtcNow() - Grace, AtOnce, cancellation);
        var destroyed = 0;
        // A hold that came after it was retired keeps it too.
        var free = new List<(string Authority, UnwrappedKey? Key, Guid Id)>();
        foreach (var one in retired)
            if (_wrap.Unwrap(one.Key) is var unwrapped && (unwrapped is null || !await IsHeld(unwrapped, cancellation))) free.Add((one.Authority, unwrapped, one.Key.Id));
        foreach (var group in free.GroupBy(one => (one.Authority, one.Key?.For.Retention)))
        {
            var sections = 0;
            foreach (var one in group)
                if (one.Key is { } unwrapped) sections += (await _count.RunAsync(unwrapped, cancellation)).Count;
            List<Guid> ids = [.. group.Select(one => one.Id)];
            CrashPoint.ErasureCounted.Reached();
            if (await append(Entry(group.Key.Authority, group.Key.Retention, ids.Count, sections), cancellation) is not AppendResult.Recorded { Receipt: var receipt }) return destroyed;
            CrashPoint.ErasureRecorded.Reached();
            await keys.DestroyAsync(ids, receipt.EntryId, CancellationToken.None);
            CrashPoint.KeysDestroyed.Reached();
            destroyed += ids.Count;
        }

        return destroyed;
    }

    // How many and on whose authority; nothing that names a child.
    private static LedgerEntry Entry(string authority, RetentionClass? retention, int keyCount, int sections) => new(
        EntryType.Erasure, Guid.NewGuid(), AgencyClass.Gateway, EntryOutcome.Noted, NoPolicy,
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("authority"u8, authority);
            if (retention is { } of)
            {
                json.WriteString("agency"u8, of.Controller);
                json.WriteString("record"u8, of.Record.ToString().ToLowerInvariant());
            }

            json.WriteNumber("keys"u8, keyCount);
            json.WriteNumber("sections"u8, sections);
        }), retention is { } owner ? new Actor(owner.Controller) : null),
        []);
}
