using System.Globalization;

namespace Gateway.Rules.Matching.Linkage.Columns;

/// <summary>
/// Dates as eight digits, yyyymmdd. One that does not exist (19151311) is compared like any other: it is a slip of one that does.
/// </summary>
internal sealed class DateColumn : FieldColumn
{
    private readonly int[] _dates;

    private DateColumn(LinkageField field, int[] values, int[] dates, int leftCount) : base(field, values, dates.Length, leftCount) => _dates = dates;

    public override int LevelCount => 6;

    public static DateColumn Read(LinkageField field, string?[] texts, int leftCount)
    {
        var numbers = new Dictionary<int, int>();
        var values = new int[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            values[i] = Blank;
            if (!int.TryParse(texts[i], NumberStyles.None, CultureInfo.InvariantCulture, out var date) || date == 0) continue;
            if (!numbers.TryGetValue(date, out values[i])) numbers[date] = values[i] = numbers.Count;
        }

        return new DateColumn(field, values, [.. numbers.OrderBy(pair => pair.Value).Select(pair => pair.Key)], leftCount);
    }

    // Exact, swapped, one slip, two parts, the year alone or next to it, nothing.
    public override int Level(int left, int right)
    {
        if (left == right) return 0;
        var (a, b) = (_dates[left], _dates[right]);
        var (yearA, monthA, dayA) = (a / 10_000, a / 100 % 100, a % 100);
        var (yearB, monthB, dayB) = (b / 10_000, b / 100 % 100, b % 100);
        if (yearA == yearB && monthA == dayB && dayA == monthB) return 1;
        if (IsOneSlip(a, b)) return 2;
        if ((yearA == yearB && (monthA == monthB || dayA == dayB)) || (monthA == monthB && dayA == dayB)) return 3;
        return Math.Abs(yearA - yearB) <= 1 ? 4 : 5;
    }

    public override IEnumerable<KeySet> Keys()
    {
        yield return Set(0, date => KeyHash.Of((ulong)(date / 10_000 * 10_000 + Math.Max(date / 100 % 100, date % 100) * 100 + Math.Min(date / 100 % 100, date % 100)), 2));
        yield return Set(1, date => KeyHash.Of((ulong)(date / 100), 3));
        yield return Set(1, date => KeyHash.Of((ulong)(date % 10_000), 4));
        yield return Set(1, date => KeyHash.Of((ulong)(date / 10_000 * 100 + date % 100), 5));
        yield return new KeySet(this, 2, false, [.. _dates.Select(date => (ulong[])[KeyHash.Of((ulong)(date / 10_000), 6), KeyHash.Of((ulong)(date / 10_000 + 1), 6)])]);
    }

    public override double[] StartingShares() => [0.85, 0.02, 0.07, 0.03, 0.01, 0.02];

    private KeySet Set(int rank, Func<int, ulong> key) => new(this, rank, false, [.. _dates.Select(date => (ulong[])[key(date)])]);

    // One digit of the eight differs, or two neighbours stand crosswise.
    private static bool IsOneSlip(int a, int b)
    {
        var (differing, was, now, place) = (0, 0, 0, 0);
        for (var at = 0; at < 8; at++, a /= 10, b /= 10)
        {
            var (left, right) = (a % 10, b % 10);
            if (left == right) continue;
            if (++differing > 2 || (differing == 2 && (at != place + 1 || left != now || right != was))) return false;
            (was, now, place) = (left, right, at);
        }

        return true;
    }
}
