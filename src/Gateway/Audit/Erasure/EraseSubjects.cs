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

    /// <summary>Read before keys are retired, and again before they are destroyed: which of them a legal hold of their controller keeps. Set before the start.</summary>
    public ReadHeldKeys Holds { get; set; } = static (_, _) => Task.FromResult(HeldKeys.None);

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
            await using var held = await Holds(false, cancellation);
            foreach (var stored in some)
                if (_wrap.Unwrap(stored) is { } unwrapped && await HasEndedAsync(unwrapped, rules, cancellation) && !held.Cover(unwrapped)) ended.Add(stored.Id);
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

    // Page by page, so that what is held keeps nothing behind it waiting.
    private async Task<int> DestroyAsync(CancellationToken cancellation)
    {
        var (before, after, destroyed) = (time.GetUtcNow() - Grace, Guid.Empty, 0);
        while (true)
        {
            var some = await keys.RetiredAsync(before, after, AtOnce, cancellation);
            foreach (var group in (await FreeAsync(some, cancellation)).GroupBy(one => (one.Authority, one.Key?.For.Retention)))
                if (await DestroyAsync(group.Key.Authority, group.Key.Retention, [.. group], cancellation) is { } gone) destroyed += gone;
                else return destroyed;
            if (some.Count < AtOnce) return destroyed;
            after = some[^1].Key.Id;
        }
    }

    // Each with how much was sealed under it, which takes a while: meanwhile a hold may come.
    private async Task<List<Retired>> FreeAsync(List<RetiredKey> some, CancellationToken cancellation)
    {
        var free = new List<Retired>();
        await using var held = await Holds(false, cancellation);
        foreach (var one in some)
            if (_wrap.Unwrap(one.Key) is var unwrapped && (unwrapped is null || !held.Cover(unwrapped)))
                free.Add(new Retired(one.Authority, one.Key.Id, unwrapped, unwrapped is null ? 0 : (await _count.RunAsync(unwrapped, cancellation)).Count));
        return free;
    }

    // Nobody puts a hold on between the look and the end: one that came before it keeps its keys, and one that comes after it is confirmed after it.
    private async Task<int?> DestroyAsync(string authority, RetentionClass? retention, List<Retired> counted, CancellationToken cancellation)
    {
        CrashPoint.ErasureCounted.Reached();
        await using var held = await Holds(true, cancellation);
        Retired[] going = [.. counted.Where(one => one.Key is null || !held.Cover(one.Key))];
        if (going.Length == 0) return 0;
        if (await append(Entry(authority, retention, going.Length, going.Sum(one => one.Sections)), cancellation) is not AppendResult.Recorded { Receipt: var receipt }) return null;
        CrashPoint.ErasureRecorded.Reached();
        await keys.DestroyAsync([.. going.Select(one => one.Id)], receipt.EntryId, CancellationToken.None);
        CrashPoint.KeysDestroyed.Reached();
        return going.Length;
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

    private sealed record Retired(string Authority, Guid Id, UnwrappedKey? Key, int Sections);
}
