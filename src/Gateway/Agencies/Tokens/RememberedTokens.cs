using System.Collections.Concurrent;

namespace Gateway.Agencies.Tokens;

/// <summary>
/// Tokens that held a moment ago: for 30 seconds at most, never past their expiry nor a change of keys. Refusals are not kept,
/// and when there is no room a token is checked in full each time.
/// </summary>
internal sealed class RememberedTokens(TimeProvider time, int capacity = RememberedTokens.Capacity)
{
    public const int Capacity = 10_000;
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<TokenHash, Memory> memories = new();
    private readonly Lock writing = new();
    private DateTimeOffset swept = DateTimeOffset.MinValue;

    public int Count => memories.Count;

    public SignIn.Authenticated? Find(in TokenHash hash)
    {
        if (!memories.TryGetValue(hash, out var memory)) return null;
        return memory.Holds(time.GetUtcNow()) ? memory.Outcome : null;
    }

    public void Remember(in TokenHash hash, ValidToken token, SignIn.Authenticated outcome)
    {
        var now = time.GetUtcNow();
        if (token.Expires <= now || token.NotBefore > now) return;
        var until = token.Expires < now + Longest ? token.Expires : now + Longest;
        lock (writing)
        {
            Sweep(now);
            if (memories.Count < capacity || memories.ContainsKey(hash)) memories[hash] = new Memory(outcome, now, until, token.Ring, token.Keys);
        }
    }

    // Every 30 seconds, or when full at most once a second.
    private void Sweep(DateTimeOffset now)
    {
        if ((now - swept).Duration() < (memories.Count < capacity ? Longest : TimeSpan.FromSeconds(1))) return;
        swept = now;
        foreach (var (hash, memory) in memories)
            if (!memory.Holds(now)) memories.TryRemove(hash, out _);
    }

    private sealed record Memory(SignIn.Authenticated Outcome, DateTimeOffset From, DateTimeOffset Until, KeyRing Ring, KeySet Keys)
    {
        public bool Holds(DateTimeOffset now) => now >= From && now < Until && ReferenceEquals(Ring.Current, Keys);
    }
}
