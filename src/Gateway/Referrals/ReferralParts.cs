using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Agencies.Loading;
using Gateway.Rules.Policy;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals;

/// <summary>What a role may do about referrals, as a dated table (<c>parts.csv</c>). A role without a row does nothing.</summary>
internal sealed class ReferralParts
{
    private readonly FrozenDictionary<string, ImmutableArray<Row>> _rows;

    private ReferralParts(FrozenDictionary<string, ImmutableArray<Row>> rows) => _rows = rows;

    public bool Refers(string role, DateOnly day) => Of(role, day)?.Refers ?? false;

    /// <summary>In which parts a role acts at the council that receives.</summary>
    /// <param name="leads">The register names the person among those who lead there.</param>
    public ImmutableArray<ReferralActor> At(string role, bool leads, DateOnly day) => Of(role, day) switch
    {
        null => [],
        var row => leads ? [.. row.Acts, .. row.Leads] : row.Acts,
    };

    public static Loaded<ReferralParts> Read(string csv)
    {
        var faults = new Faults("parts.csv");
        var rows = new List<(string Role, Row Row)>();
        foreach (var line in CsvRows.Of(csv, "role,refers,acts,leads,from,to,source", faults))
        {
            if (RowOf(line) is not { } row) continue;
            if (rows.Any(other => other.Role == line[0] && other.Row.Period.Meets(row.Period))) line.Fault($"{line[0]} has another row on some of these days");
            rows.Add((line[0], row));
        }

        if (rows.Count == 0) faults.Add("holds no role");
        return faults.Otherwise(() => new ReferralParts(rows.GroupBy(each => each.Role, each => each.Row, StringComparer.Ordinal)
            .ToFrozenDictionary(own => own.Key, own => own.ToImmutableArray(), StringComparer.Ordinal)));
    }

    private static Row? RowOf(CsvRow line)
    {
        if (!RegisterWords.IsId(line[0])) line.Fault("role must be a word such as csc-front-door");
        if (line[1] is not ("yes" or "no")) line.Fault("refers must be yes or no");
        var (acts, leads) = (Actors(line, 2, "acts"), Actors(line, 3, "leads"));
        if (acts.IsEmpty && !leads.IsEmpty) line.Fault("who leads acts there");
        return DatedRows.PeriodOf(line, 4) is { } period ? new Row(line[1] == "yes", acts, leads, period) : null;
    }

    private static ImmutableArray<ReferralActor> Actors(CsvRow line, int field, string name)
    {
        var actors = ImmutableArray.CreateBuilder<ReferralActor>();
        foreach (var word in line[field].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (ReferralActorWords.TryRead(word, out var actor) && IsOfCouncil(actor) && !actors.Contains(actor)) actors.Add(actor);
            else line.Fault($"{name} names what is no part at a council, or names it twice");
        return actors.ToImmutable();
    }

    // Who refers, who was asked and what the gateway does itself follows from the referral, never from a role.
    private static bool IsOfCouncil(ReferralActor actor) =>
        actor is not (ReferralActor.Referrer or ReferralActor.Colleague or ReferralActor.Gateway or ReferralActor.ReceiverSystem or ReferralActor.Agency);

    private Row? Of(string role, DateOnly day) => _rows.GetValueOrDefault(role, []).FirstOrDefault(row => row.Period.Holds(day));

    private sealed record Row(bool Refers, ImmutableArray<ReferralActor> Acts, ImmutableArray<ReferralActor> Leads, Period Period);
}
