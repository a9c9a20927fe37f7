using System.Globalization;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Federation;
using Gateway.Matching.Links.Store;
using Gateway.Rules.Matching.Links;
using Gateway.Rules.Matching.Reading;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Links;

/// <summary>
/// Links an agency's record to a child, or makes it somebody's task. A match that is merely possible makes no link; a number that
/// once led to another child stops leading to anybody; two who were said never to be one are not joined by a feed.
/// </summary>
internal sealed class AssertLink(IDbContextFactory<GatewayContext> contexts, RecordOnce record, TakeLinkStep take, ResolveLinks links, LinkKeys keys, TimeProvider time)
{
    public async Task<Asserted> RunAsync(Practitioner who, FeedRecord sent, FeedMatch match, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var standing = await ResolveLinks.StandingAsync(db, who.Agency.Id, keys.Of(who.Agency.Id, sent.Number), stopping);
        return match switch
        {
            FeedMatch.ByNumberAndDate(var child) => await ToChildAsync(db, who, sent, child, standing, stopping),
            FeedMatch.Superseded(var child) when standing is not null && standing.Status.Resolves() => await ToChildAsync(db, who, sent, child, standing, stopping),
            FeedMatch.NotKnown when standing is not null && standing.Status.Resolves() => Asserted.Linked,
            FeedMatch.NotKnown => await TaskAsync(who, sent, "not-known", Asserted.Possible, stopping),
            // What led to a child and no longer matches is in doubt.
            _ when standing is not null && standing.Status.Resolves() => await DisputeAsync(who, sent, standing, "no-longer-matches", stopping),
            FeedMatch.Superseded => await TaskAsync(who, sent, "superseded", Asserted.Possible, stopping),
            FeedMatch.Possible => await TaskAsync(who, sent, "possible", Asserted.Possible, stopping),
            _ => await TaskAsync(who, sent, "not-found", Asserted.NotFound, stopping),
        };
    }

    private DateTimeOffset Now => time.GetUtcNow();

    private async Task<Asserted> ToChildAsync(GatewayContext db, Practitioner who, FeedRecord sent, ChildAsked child, ChildLink? standing, CancellationToken stopping)
    {
        var redirects = await ResolveLinks.RedirectsAsync(db, stopping);
        var key = await links.OwnKeyAsync(db, child.NhsNumber, stopping);
        if (standing is not null && (key is not { } known || !redirects.AreOne(standing.Key, known))) return await DisputeAsync(who, sent, standing, "other-child", stopping);
        if (key is { } own && await WasKeptApartAsync(db, redirects, who, sent, own, stopping)) return await TaskAsync(who, sent, "do-not-link", Asserted.Possible, stopping);
        return standing?.Status switch
        {
            null => await AddAsync(who, sent, child, stopping),
            LinkStatus.Proposed => await StepAsync(who, standing, LinkStep.ConfirmByNumberAndDate, child, stopping),
            LinkStatus.Disputed => Asserted.Possible,
            _ => Asserted.Linked,
        };
    }

    private async Task<bool> WasKeptApartAsync(GatewayContext db, Redirects redirects, Practitioner who, FeedRecord sent, ChildKey child, CancellationToken stopping)
    {
        var token = keys.Of(who.Agency.Id, sent.Number);
        var before = await db.Set<ChildLink>().AsNoTracking().Where(link => link.Authority == who.Agency.Id && link.Token == token).Select(link => link.Child).ToListAsync(stopping);
        foreach (var other in before)
            if (await ResolveLinks.AreKeptApartAsync(db, redirects, new ChildKey(other), child, stopping)) return true;
        return false;
    }

    private async Task<Asserted> AddAsync(Practitioner who, FeedRecord sent, ChildAsked child, CancellationToken stopping)
    {
        var by = new LinkActor(who.Agency.Id, who.Subject);
        var said = new LinkSaid(who.Agency.Id, keys.Of(who.Agency.Id, sent.Number), Tail(sent.Number), "number-and-date", by, "")
        {
            Born = sent.Born,
            Sex = sent.Sex,
            Given = Sound(sent.Given) is { } sound ? keys.OfGiven(sound) : null,
        };
        // The key may be another's by the time it is written: then that one's is taken.
        for (var attempt = 0; attempt < 3; attempt++)
            if (await TryAddAsync(who, said, child, stopping) is { } done) return done;
        return Asserted.NotRecorded;
    }

    private async Task<Asserted?> TryAddAsync(Practitioner who, LinkSaid said, ChildAsked child, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var key = await links.OwnKeyAsync(db, child.NhsNumber, stopping);
        var link = ChildLink.Of(key ?? LinkKeys.NewChild(), said, LinkStatus.ConfirmedByNumberAndDate, Now);
        object[] rows = key is null
            ? [ChildLink.Of(link.Key, new LinkSaid(Consistency.Nhs, keys.Of(child.NhsNumber), "", "number-and-date", LinkActor.Gateway, "") { Born = child.DateOfBirth }, LinkStatus.ConfirmedByNumberAndDate, Now), link]
            : [link];
        return await record.RunAsync(tx => SaveAsync(tx, rows), LinkEntries.Step(who, link, "asserted", "", child), stopping) switch
        {
            RecordedOnce.Done => Asserted.Linked,
            RecordedOnce.LedgerClosed => Asserted.NotRecorded,
            _ => null,
        };
    }

    private static async Task<int> SaveAsync(GatewayContext db, object[] rows)
    {
        db.AddRange(rows);
        try
        {
            await db.SaveChangesAsync();
            return 1;
        }
        catch (DbUpdateException fault) when (fault.IsUniqueViolation())
        {
            return 0;
        }
    }

    private async Task<Asserted> DisputeAsync(Practitioner who, FeedRecord sent, ChildLink standing, string why, CancellationToken stopping)
    {
        if (standing.Status != LinkStatus.Disputed && await StepAsync(who, standing, LinkStep.Dispute, null, stopping, why) == Asserted.NotRecorded) return Asserted.NotRecorded;
        await contexts.AddNewAsync([LinkTask.Of(LinkTaskKind.DisputedLink, who.Agency.Id, keys.OfTask(why, standing.Id.ToString("N")), why, sent.Number, standing.Id, Now)], stopping);
        return Asserted.Possible;
    }

    private async Task<Asserted> StepAsync(Practitioner who, ChildLink link, LinkStep step, ChildAsked? child, CancellationToken stopping, string reason = "") =>
        await take.RunAsync(who, link, step, reason, child, stopping) is RecordedOnce.Done
            ? step == LinkStep.Dispute ? Asserted.Possible : Asserted.Linked
            : Asserted.NotRecorded;

    private async Task<Asserted> TaskAsync(Practitioner who, FeedRecord sent, string why, Asserted asserted, CancellationToken stopping)
    {
        await contexts.AddNewAsync([LinkTask.Of(LinkTaskKind.UnmatchedUpload, who.Agency.Id, keys.OfTask(why, sent.Number), why, sent.Number, null, Now)], stopping);
        return asserted;
    }

    private static string? Sound(string? given) =>
        PersonName.Read(given, NameTables.Empty) is { IsBlank: false } name ? NameCodes.Soundex(name.First).ToString(CultureInfo.InvariantCulture) : null;

    // Enough for its people to tell it from others, not enough to look it up.
    private static string Tail(string number) => number.Length <= 3 ? "..." : "..." + number[^3..];
}

/// <summary>What became of a record.</summary>
internal enum Asserted
{
    Linked,
    Possible,
    NotFound,

    /// <summary>The ledger is closed: nothing was linked.</summary>
    NotRecorded,
}
