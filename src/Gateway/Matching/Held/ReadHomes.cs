using Gateway.Agencies;

namespace Gateway.Matching.Held;

/// <summary>An address as a line has it; the end is <see cref="DateOnly.MaxValue"/> where it goes on.</summary>
internal readonly record struct ReadAddress(string Postcode, DateOnly From, DateOnly To)
{
    public override string ToString() => "(an address)";
}

/// <summary>Which councils the addresses of the past 12 months belong to.</summary>
internal sealed class ReadHomes(Postcodes postcodes, TimeProvider time)
{
    private readonly DateOnly _today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    public Home Of(IEnumerable<ReadAddress> addresses, bool isProtected)
    {
        var councils = new SortedSet<string>(StringComparer.Ordinal);
        var unplaced = false;
        foreach (var address in addresses)
        {
            if (address.To < _today.AddMonths(-12)) continue;
            var on = address.To == DateOnly.MaxValue ? _today : address.To;
            if (postcodes.CouncilOf(address.Postcode, on < address.From ? address.From : on) is { } council) councils.Add(council.Id);
            else unplaced = true;
        }

        return new Home([.. councils], isProtected, unplaced || councils.Count == 0);
    }
}
