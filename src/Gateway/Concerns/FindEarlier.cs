using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Concerns.Store;
using Gateway.Data;
using Gateway.Referrals.Form;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Concerns;

/// <summary>
/// Other concerns of the school about the same pupils, and then those with a surname of theirs: brothers and sisters are found too. What is sealed cannot be searched, so all of them are looked
/// through, however many the school has.
/// </summary>
internal sealed class FindEarlier(IDbContextFactory<GatewayContext> contexts, SealConcerns seal, WhoReads reads)
{
    /// <summary>As many as a file takes.</summary>
    public const int Most = 100;

    private const int Page = 500;

    public Task<EarlierFound> RunAsync(Practitioner who, Concern concern, int most, CancellationToken stopping) => RunAsync(who, concern.Id, [.. Pupils(concern)], most, stopping);

    /// <summary>Of one pupil.</summary>
    public Task<EarlierFound> RunAsync(Practitioner who, PupilRow pupil, CancellationToken stopping) => RunAsync(who, Guid.Empty, [pupil], Most, stopping);

    private async Task<EarlierFound> RunAsync(Practitioner who, Guid but, ImmutableArray<PupilRow> pupils, int most, CancellationToken stopping)
    {
        // The newest first; what is known to be of the pupil before what only has their name.
        var (same, named, more) = (new List<Concern>(), new List<Concern>(), false);
        await foreach (var other in AllAsync(who.Agency.Id, stopping))
        {
            if (other.Id == but || reads.Of(who, other) != ConcernPart.Lead) continue;
            PupilRow[] theirs = [.. Pupils(other)];
            var list = theirs.Any(row => pupils.Any(row.Is)) ? same : theirs.Any(row => pupils.Any(row.SharesName)) ? named : null;
            if (list?.Count < most) list.Add(other);
            else more |= list is not null;
        }

        return new EarlierFound([.. same.Concat(named).Take(most)], more || same.Count + named.Count > most);
    }

    private async IAsyncEnumerable<Concern> AllAsync(string school, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var all = db.Set<Concern>().AsNoTracking().Where(one => one.School == school && !one.Allegation);
        for (Concern? last = null; ;)
        {
            var (at, id) = (last?.WrittenAt ?? default, last?.Id ?? default);
            var rest = last is null ? all : all.Where(one => one.WrittenAt < at || (one.WrittenAt == at && one.Id < id));
            var page = await rest.OrderByDescending(one => one.WrittenAt).ThenByDescending(one => one.Id).Take(Page).ToListAsync(stopping);
            foreach (var one in page) yield return one;
            if (page.Count < Page) yield break;
            last = page[^1];
        }
    }

    private IEnumerable<PupilRow> Pupils(Concern concern) => new FormPart(seal.Open(concern), DateOnly.MaxValue).Parts("pupils").Select(PupilRow.Of);
}

/// <param name="More">There are others that may be about them, and they are not here.</param>
internal sealed record EarlierFound(ImmutableArray<Concern> Shown, bool More);
