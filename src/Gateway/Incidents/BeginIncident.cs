using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Incidents.Store;
using Gateway.Referrals;
using Gateway.Referrals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Incidents;

/// <summary>
/// Begins an incident: the draft of one referral, once for each request. How the officer can be reached is filled in as they said it last. It goes unsent as a referral's
/// draft does, at the end of its seventh day.
/// </summary>
internal sealed class BeginIncident(IDbContextFactory<GatewayContext> contexts, SealIncidents seal, SealReferrals sealReferrals, TimeProvider time)
{
    public const string Kind = "incident";
    private const string Reached = "referrer";

    public async Task<Drafted> RunAsync(Practitioner who, ReferralBegun begun, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await BeforeAsync(db, begun, stopping) is { } before) return before;
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var referral = Referral.Of(who, begun, now);
        db.AddRange(referral, Incident.Of(referral.Id, who.Agency.Id));
        if (await LastAsync(db, who, stopping) is { } last) db.Add(IncidentTask.Of(referral.Id, Reached, seal.Task(referral.Id, Reached, seal.Open(last)), now));
        try
        {
            await db.SaveChangesAsync(stopping);
            return new Drafted.Begun(referral);
        }
        catch (DbUpdateException fault) when (fault.IsUniqueViolation())
        {
            db.ChangeTracker.Clear();
            return await BeforeAsync(db, begun, stopping) ?? throw new InvalidOperationException("Somebody began it first, and it is not there.");
        }
    }

    /// <param name="body">Held to the form already.</param>
    public ReferralBegun Begun(Practitioner who, Guid requestId, JsonElement body)
    {
        var sent = sealReferrals.OfSent($"{who.Role} {Kind}", Encoding.UTF8.GetBytes(body.GetRawText()));
        var wanted = WantedWords.TryRead(body.GetProperty("wanted").GetString(), out var read) ? read : throw new InvalidOperationException();
        return new ReferralBegun(wanted, body.GetProperty("dangerNow").GetBoolean(), false, StepTaking.RequestOf(who, requestId), sent) { Kind = Kind };
    }

    private static Task<IncidentTask?> LastAsync(GatewayContext db, Practitioner who, CancellationToken stopping)
    {
        var (agency, person) = (who.Agency.Id, who.Subject);
        return db.Set<Referral>().AsNoTracking().Where(one => one.Kind == Kind && one.Agency == agency && one.Person == person && one.SentAt != null).OrderByDescending(one => one.SentAt)
            .Join(db.Set<IncidentTask>().AsNoTracking().Where(task => task.Task == Reached), one => one.Id, task => task.Incident, (_, task) => task).FirstOrDefaultAsync(stopping);
    }

    private static async Task<Drafted?> BeforeAsync(GatewayContext db, ReferralBegun begun, CancellationToken stopping) =>
        await db.Set<Referral>().AsNoTracking().SingleOrDefaultAsync(referral => referral.Request == begun.Request, stopping) is { } before
            ? CryptographicOperations.FixedTimeEquals(before.Sent, begun.Sent) ? new Drafted.Begun(before) : new Drafted.RequestIdReused()
            : null;
}
