using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Reviews;

/// <summary>An information governance officer reads the decisions of their own agency, and says of each what they found, once.</summary>
internal static class ReviewsEndpoint
{
    /// <summary>What waits first, the soonest due first; then what is done, the newest first.</summary>
    public static Task ListAsync(HttpContext http)
    {
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return OfficersList.ShowAsync(
            http, "reviews-read",
            (db, who, after) => WorkPage<Review>.ReadAsync(
                db.Set<Review>().AsNoTracking().Where(review => review.Agency == who.Agency.Id), review => review.DoneAt == null, review => review.DueAt, after, http.RequestAborted),
            (json, page) =>
            {
                page.Write(json);
                json.WriteStartArray("reviews"u8);
                foreach (var review in page.Shown) WriteReview.To(json, review, now);
                json.WriteEndArray();
            });
    }

    public static async Task EndAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        if (!who.IsOfficer())
        {
            await Problems.WriteAsync(http, Problem.NotAllowed);
            return;
        }

        if (await WorkAnswers.BodyAsync(http, "outcome", "reason") is not { } body) return;
        await using var db = await http.RequestServices.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(http.RequestAborted);
        var review = await db.Set<Review>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.Agency == who.Agency.Id, http.RequestAborted);
        if (review is null) await Problems.WriteAsync(http, Problem.NotFound);
        else if (review.AskerAgency == who.Agency.Id && review.Asker == who.Subject) await Problems.WriteAsync(http, Problem.PersonalInterest);
        else if (Read(body, review.Kind, out var faults) is not var (outcome, reason)) await Problems.FieldsAsync(http, faults);
        else await EndAsync(http, who, review, outcome, reason);
    }

    private static (string Outcome, string Reason)? Read(JsonElement body, ReviewKind kind, out List<FieldFault> faults)
    {
        faults = [];
        var outcome = body.TryGetProperty("outcome", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString()! : "";
        if (!kind.MayEnd(outcome))
            faults.Add(new FieldFault("outcome", kind == ReviewKind.Challenge
                ? "Say upheld or not-upheld."
                : "Say what you found, with one of: justified, not-justified, training, security-incident."));
        var reason = WorkAnswers.Text(body, "reason", "Say why, in your own words.", faults);
        return faults.Count == 0 ? (outcome, reason) : null;
    }

    private static async Task EndAsync(HttpContext http, Practitioner who, Review review, string outcome, string reason)
    {
        var services = http.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var ended = await services.GetRequiredService<RecordOnce>().RunAsync(
            db => db.Set<Review>().Where(one => one.Id == review.Id && one.DoneAt == null).ExecuteUpdateAsync(set => set
                .SetProperty(one => one.Outcome, outcome).SetProperty(one => one.OutcomeReason, reason)
                .SetProperty(one => one.DoneBy, who.Subject).SetProperty(one => one.DoneAt, now)),
            OutcomeEntry.Of(review, who, outcome, reason), http.RequestAborted);
        await WorkAnswers.DoneAsync(http, ended, (json, _) => WriteReview.Ended(json, review.Id, outcome, now));
    }
}
