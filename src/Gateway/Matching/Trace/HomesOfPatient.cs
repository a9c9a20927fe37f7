using Gateway.Agencies;

namespace Gateway.Matching.Trace;

/// <summary>The councils of the past twelve months, from the addresses of a record.</summary>
internal sealed class HomesOfPatient(Postcodes postcodes, TimeProvider time)
{
    private const int MonthsBack = 12;
    private const int WeeksToRegister = 6;

    private static readonly Home Hidden = new([], Protected: true, Unplaced: true);

    public Home Of(PdsPatient patient)
    {
        if (patient.IsRestricted) return Hidden;
        var today = LondonTime.Day(time.GetUtcNow());
        var since = today.AddMonths(-MonthsBack);
        var councils = new SortedSet<string>(StringComparer.Ordinal);
        var unplaced = !IsKnownSince(patient, since);
        foreach (var address in patient.Addresses.Where(address => address.To is not { } end || end >= since))
        {
            if (address.Postcode is { } postcode && postcodes.CouncilOf(postcode, address.To is { } end && end < today ? end : today) is { } council) councils.Add(council.Id);
            else unplaced = true;
        }

        return new Home([.. councils], Protected: false, unplaced || councils.Count == 0);
    }

    // A record may keep the present address alone: who moved within the year lived where this service is not told. A newborn's address
    // is registered some weeks after the birth.
    private static bool IsKnownSince(PdsPatient patient, DateOnly since)
    {
        var from = patient.Born > since ? patient.Born.AddDays(WeeksToRegister * 7) : since;
        return patient.Addresses.Any(address => (address.From is not { } start || start <= from) && (address.To is not { } end || end >= from));
    }
}
