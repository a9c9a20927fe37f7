using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Concerns.Store;
using Gateway.Data;
using Gateway.Referrals.Form;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Concerns;

/// <summary>Other concerns of the school about the same pupils, or with a surname of theirs: brothers and sisters are found too. What is sealed cannot be searched, so the newest are looked through.</summary>
internal sealed class FindEarlier(IDbContextFactory<GatewayContext> contexts, SealConcerns seal, WhoReads reads)
{
    private const int MostLookedThrough = 400;
    private const int Most = 20;

    public async Task<ImmutableArray<Concern>> RunAsync(Practitioner who, Concern concern, CancellationToken stopping)
    {
        var (school, names) = (concern.School, Names(concern).ToHashSet(StringComparer.Ordinal));
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var others = await db.Set<Concern>().AsNoTracking().Where(one => one.School == school && !one.Allegation && one.Id != concern.Id).OrderByDescending(one => one.WrittenAt).Take(MostLookedThrough).ToListAsync(stopping);
        return [.. others.Where(one => reads.Of(who, one) == ConcernPart.Lead && Names(one).Any(names.Contains)).Take(Most)];
    }

    private IEnumerable<string> Names(Concern concern) =>
        new FormPart(seal.Open(concern), DateOnly.MaxValue).Parts("pupils").SelectMany(pupil => new[] { pupil.Text("lastName"), pupil.Text("nhsNumber") }).OfType<string>().Select(name => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant());
}
