using Gateway.Audit;
using Gateway.Rules.Identifiers;

namespace Gateway.CrashHost;

/// <summary>Children who are nobody. Some are asked about again and again, and now and then a new one.</summary>
internal sealed class Children(int seed, int start)
{
    public static readonly Actor Nurse = new("alder-valley-nhs-trust", "nurse-okafor");
    public static readonly RetentionClass Retention = RetentionClass.Decision(Nurse.Agency);

    private const int AskedOften = 30;
    private const int EachStart = 20_000;
    private static readonly DateOnly Born = new(2023, 3, 4);
    private const int Leaving = 900_000;
    private int _next = start % 40 * EachStart;
    private int _leaving = Leaving + start % 40 * EachStart / 10;

    public NhsNumber Some(Random random) => random.Next(4) == 0 ? New() : Number(random.Next(AskedOften) + seed % 2);

    public NhsNumber New() => Number(100 + Interlocked.Increment(ref _next));

    /// <summary>One whom nobody else asks about: their key is soon destroyed.</summary>
    public NhsNumber SoonErased() => Number(_leaving += 2);

    public static ChildSection Section(NhsNumber child, string words) => new(System.Text.Encoding.UTF8.GetBytes(words), child, Born, Retention);

    private static NhsNumber Number(int place)
    {
        // One in eleven has no check digit: its place is given to the next.
        for (var first = 999_000_000 + place; ; first++)
            if (NhsNumber.TryFromFirstNine(first, out var number)) return number;
    }
}
