using System.Collections.Concurrent;
using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>The numbers that work now, by the clock: day or out of hours, with bank holidays.</summary>
public sealed class WhomToRing(Register register, BankHolidays holidays, TimeProvider time)
{
    private const string Moving = "The child is moving here with the plan, which is not taken over yet";

    private readonly ConcurrentDictionary<Telephones, Working> _working = new(ReferenceEqualityComparer.Instance);

    public RingAnswer Line(string why, Telephones telephones)
    {
        var now = time.GetUtcNow();
        var ring = At(telephones, now);
        return new RingAnswer(ring.Line.Name, ring.Line.Number, When(ring, now), why);
    }

    /// <summary>The duty line of a council where the child is found is staffed now, so that the ordinary route is the shorter one.</summary>
    public bool InHours(ImmutableArray<string> areas) =>
        WhereFound(areas).Any(found => !At(found.Council.Telephones, time.GetUtcNow()).OutOfHours);

    // Which line works changes a few times a week, and to find out when takes a calendar.
    private RingNow At(Telephones telephones, DateTimeOffset now)
    {
        if (_working.TryGetValue(telephones, out var known) && now >= known.From && (known.Ring.Until is not { } until || now < until)) return known.Ring;
        var ring = RingNow.At(telephones, now, holidays);
        _working[telephones] = new Working(ring, now);
        return ring;
    }

    /// <summary>The councils responsible for the child, else of the child's homes; always the council where the child is found.</summary>
    public ImmutableArray<RingAnswer> For(Findings findings)
    {
        var responsible = findings.Responsible();
        var councils = responsible.IsEmpty
            ? findings.HomeCouncils.Select(id => (Why: "Council where the child lives or lived", Council: register.Agencies[id]))
            : responsible.Select(custodian => (Why: Why(findings, custodian), Council: custodian.Agency));
        return Lines([.. councils, .. findings.Moving.Select(council => (Moving, council)), .. WhereFound(findings.WhereFound)]);
    }

    // Where only "ring" was let go, the reason to ring is not the answer.
    private static string Why(Findings findings, Custodian responsible) =>
        findings.Answers.Any(answer => answer.Question.Custodian == responsible && answer.Items.Any(said =>
            said.Said.Said == Said.Held && (said.Item == Item.LookedAfter || (said.Item is Item.PlanFlag or Item.UnbornPlan && findings.Shares(said.Item))) && findings.MayShow(said.Item)))
            ? "Has a plan or care responsibility for this child"
            : "Ask about this child";

    public ImmutableArray<RingAnswer> ForAreas(ImmutableArray<string> areas) => Lines(WhereFound(areas));

    private List<(string Why, Agency Council)> WhereFound(ImmutableArray<string> areas)
    {
        var councils = new List<(string Why, Agency Council)>(areas.Length);
        foreach (var area in areas)
            if (register.CouncilOf(area) is { } council && !councils.Exists(other => other.Council.Id == council.Id)) councils.Add(("Council where the child is now", council));
        councils.Sort(static (one, other) => string.CompareOrdinal(one.Council.Id, other.Council.Id));
        return councils;
    }

    private ImmutableArray<RingAnswer> Lines(List<(string Why, Agency Council)> councils)
    {
        var lines = ImmutableArray.CreateBuilder<RingAnswer>(councils.Count);
        for (var place = 0; place < councils.Count; place++)
            if (councils.FindIndex(pair => pair.Council.Id == councils[place].Council.Id) == place) lines.Add(Line(councils[place].Why, councils[place].Council.Telephones));
        return lines.DrainToImmutable();
    }

    private sealed record Working(RingNow Ring, DateTimeOffset From);

    private static string When(RingNow ring, DateTimeOffset now) => ring.Until is { } until
        ? $"{(ring.OutOfHours ? "Out of hours" : "Now")}, until {Clock.Until(until, now)}"
        : "Day and night";
}
