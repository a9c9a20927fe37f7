using System.Collections.Frozen;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit.Sealing;
using Gateway.Rules.Identifiers;

namespace Gateway.Matching;

/// <summary>
/// Reads a snapshot of children (a JSON object a line). The councils of every address that ended within 12 months of the
/// snapshot are kept, so as time passes the set can only ask one council too many, never one too few; an address that no
/// council is known for is remembered as such. A fault names the line and quotes nothing of it.
/// </summary>
internal sealed class LoadChildren(Postcodes postcodes, MatchingTables tables, LedgerKey key, TimeProvider time)
{
    private const int OldestYear = 1950;
    private const int LatestYear = 2099;

    private readonly HomeSets _sets = new();
    private readonly List<long> _numbers = [];
    private readonly List<int> _births = [];
    private readonly List<ushort> _homes = [];
    private readonly List<ReadChild> _children = [];

    public ChildIndex FromFile(string path)
    {
        var since = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddMonths(-12);
        var line = 0;
        foreach (var text in File.ReadLines(path))
        {
            line++;
            if (text.Length == 0) continue;
            if (!Add(text, since)) throw new InvalidDataException($"The snapshot of children cannot be read at line {line}.");
        }

        return Sorted(new DateTimeOffset(File.GetLastWriteTimeUtc(path)));
    }

    private bool Add(string text, DateOnly since)
    {
        try
        {
            return TryAdd(text, since);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    private bool TryAdd(string text, DateOnly since)
    {
        using var document = JsonDocument.Parse(text);
        var child = document.RootElement;
        if (NhsNumber.Read(child.GetProperty("nhsNumber").GetString(), out var number) != NhsNumberFault.None) return false;
        var born = Day(child.GetProperty("dateOfBirth"));
        if (born.Year < OldestYear || born.Year > LatestYear) return false;
        var (councils, unplaced) = Councils(child.GetProperty("addresses"), since);
        var home = _sets.Intern(councils, child.GetProperty("protected").GetBoolean(), unplaced);
        _numbers.Add(number.Value);
        _births.Add(born.DayNumber);
        _homes.Add(home);
        _children.Add(ReadChild.From(child, number, born));
        return true;
    }

    private (SortedSet<string> Councils, bool Unplaced) Councils(JsonElement addresses, DateOnly since)
    {
        var councils = new SortedSet<string>(StringComparer.Ordinal);
        var unplaced = false;
        foreach (var address in addresses.EnumerateArray())
        {
            var from = Day(address.GetProperty("from"));
            var to = address.GetProperty("to") is { ValueKind: JsonValueKind.String } end ? Day(end) : DateOnly.MaxValue;
            if (to < since) continue;
            var on = to == DateOnly.MaxValue ? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime) : to;
            if (postcodes.CouncilOf(address.GetProperty("postcode").GetString() ?? "", on < from ? from : on) is { } council) councils.Add(council.Id);
            else unplaced = true;
        }

        return (councils, unplaced || councils.Count == 0);
    }

    private ChildIndex Sorted(DateTimeOffset asOf)
    {
        var numbers = _numbers.ToArray();
        var order = new int[numbers.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(numbers, order);
        for (var i = 1; i < numbers.Length; i++)
            if (numbers[i] == numbers[i - 1]) throw new InvalidDataException("The snapshot of children holds a number twice.");
        ReadChild[] children = [.. order.Select(i => _children[i])];
        var names = new HeldNames(
            [.. children.Select(child => child.Given)], [.. children.Select(child => child.Family)],
            children.Where(child => child.IsCanary).Select(child => child.Number.Value).ToFrozenSet());
        return new ChildIndex(numbers, [.. order.Select(i => _births[i])], [.. order.Select(i => _homes[i])], _sets, names, new FindInIndex(children, tables, key, time, asOf));
    }

    private static DateOnly Day(JsonElement day) => DateOnly.ParseExact(day.GetString() ?? "", "yyyy-MM-dd");
}
