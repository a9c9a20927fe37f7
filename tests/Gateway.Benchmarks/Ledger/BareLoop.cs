using System.Diagnostics;
using System.Security.Cryptography;

namespace Gateway.Benchmarks.Ledger;

/// <summary>
/// A loop that commits what the ledger commits and does nothing else: the same columns and lengths, the same number of rows in a
/// transaction, made beforehand. No queue, no key, no hash, no acknowledgement.
/// </summary>
internal abstract class BareLoop : IAsyncDisposable
{
    public const int LeafLength = 144;
    public const int SealedLength = 540;
    public const int Sections = 2;
    public const int Trails = 3;
    private const int Children = 2000;
    private const int Practitioners = 64;

    protected static byte[] Leaf { get; } = RandomNumberGenerator.GetBytes(LeafLength);

    protected static byte[] Hash { get; } = RandomNumberGenerator.GetBytes(32);

    protected static byte[] Ciphertext { get; } = RandomNumberGenerator.GetBytes(SealedLength);

    protected static Guid[] Tokens { get; } = [.. Enumerable.Range(0, Children + Practitioners + 1).Select(_ => Guid.NewGuid())];

    /// <summary>The index of the next entry.</summary>
    protected long Next { get; set; }

    /// <summary>Rows a second in transactions of this many.</summary>
    public double Run(int batch, double seconds)
    {
        var (started, first) = (Stopwatch.GetTimestamp(), Next);
        var until = started + (long)(seconds * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < until) Commit(batch);
        return (Next - first) / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>How long one commit of this many takes, in milliseconds: the median.</summary>
    public double Time(int batch, int times)
    {
        var took = new double[times];
        for (var i = 0; i < times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            Commit(batch);
            took[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(took);
        return took[times / 2];
    }

    public abstract void Commit(int batch);

    public abstract ValueTask DisposeAsync();

    /// <summary>The child's token changes from entry to entry; those of a practitioner and of the agency come again and again.</summary>
    protected static Guid Token(long index, int trail) => Tokens[trail switch { 0 => (int)(index * 131 % Children), 1 => Children + (int)(index % Practitioners), _ => Children + Practitioners }];
}
