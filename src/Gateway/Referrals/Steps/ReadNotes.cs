using System.Collections.Immutable;
using Gateway.Data;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Steps;

/// <summary>What one team of a council leaves for the next: the day for the night, the weekend for Monday. It stands in the list of what waits there, and is nobody's outside the council that has the child.</summary>
internal sealed class ReadNotes(SealReferrals seal)
{
    /// <summary>The newest of each child, as many as a list can be read with; the others are on the referral's own page.</summary>
    private const int Most = 3;

    private static readonly string Word = ReferralEvent.ReferralNoted.Word();

    public static bool IsNote(ReferralStep step) => step.Event == Word;

    /// <summary>Whoever acts at the council that has the child.</summary>
    public static bool May(ImmutableArray<ReferralActor> parts) => parts.Any(StepScope.IsOfCouncil);

    /// <summary>Of these children, the newest first.</summary>
    public async Task<ImmutableDictionary<Guid, ImmutableArray<NoteLeft>>> OfAsync(GatewayContext db, IEnumerable<Guid> children, CancellationToken stopping)
    {
        var ids = children.Distinct().ToArray();
        var steps = await db.Set<ReferralChild>().AsNoTracking().Where(child => ids.Contains(child.Id))
            .SelectMany(child => db.Set<ReferralStep>().Where(step => step.Child == child.Id && step.Event == Word).OrderByDescending(step => step.Version).Take(Most)).ToListAsync(stopping);
        return steps.GroupBy(step => step.Child).ToImmutableDictionary(same => same.Key, same => same.OrderByDescending(step => step.Version).Select(Left).ToImmutableArray());
    }

    private NoteLeft Left(ReferralStep step) => new(step.At, step.PersonName ?? step.Person, seal.Open(step).GetValueOrDefault(ReferralText.Added, ""));
}

/// <param name="By">Who left it.</param>
internal sealed record NoteLeft(DateTimeOffset At, string By, string Note);
