using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Alerts;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Disclosure.Explain;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Policy;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Reviews;

/// <summary>The asker challenges a decision that kept something from them; the information governance officer of their agency answers the same day.</summary>
internal static class ChallengeEndpoint
{
    public static async Task ChallengeAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        if (await WorkAnswers.BodyAsync(http, "reason") is not { } body) return;
        var faults = new List<FieldFault>();
        var reason = WorkAnswers.Text(body, "reason", "Say why the decision ought to be looked at again.", faults);
        if (faults.Count > 0) await Problems.FieldsAsync(http, faults);
        else if (await OwnAsync(http, who, id) is not var (check, leaf, items)) await Problems.WriteAsync(http, Problem.NotFound);
        else if (!items.Any(item => item is { Outcome: Outcome.Justify, Justified: false } or { Outcome: Outcome.AskHolder or Outcome.Refuse })) await Problems.WriteAsync(http, Problem.NothingToChallenge);
        else await MakeAsync(http, who, check, leaf, items, reason);
    }

    public static async Task ReadAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        await using var db = await http.RequestServices.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(http.RequestAborted);
        var (agency, subject) = (who.Agency.Id, who.Subject);
        var made = await db.Set<Review>().AsNoTracking().SingleOrDefaultAsync(
            review => review.Agency == agency && review.AskerAgency == agency && review.Asker == subject && review.Decision == id && review.Kind == ReviewKind.Challenge, http.RequestAborted);
        if (made is null) await Problems.WriteAsync(http, Problem.NotFound);
        else if (await http.RequestServices.GetRequiredService<RecordReading>().RunAsync(who, "challenge-read", [made.Id], http.RequestAborted) is not { } receipt) await WorkAnswers.ClosedAsync(http, who);
        else await WorkAnswers.WriteAsync(http, receipt, json => Write(json, made, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()));
    }

    private static async Task MakeAsync(HttpContext http, Practitioner who, CheckContext check, ReadOnlyMemory<byte> policyHash, ImmutableArray<ItemDecision> items, string reason)
    {
        var services = http.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var key = services.GetRequiredService<PatternKey>().Of(ReviewKind.Challenge.Word(), check.Check.ToString("N"));
        var review = Review.Of(check, new ReviewMatter(
            ReviewKind.Challenge, policyHash, key, string.Join(' ', items.Select(item => $"{item.Item.Word()}={item.Outcome.Word()}:{item.Reason}")), reason, WorkingDays.EndOfDay(now), ForHolders: false), now);
        var made = await services.GetRequiredService<RecordOnce>().RunAsync(db => AddAsync(db, review), Entry(review, who, reason), http.RequestAborted);
        await WorkAnswers.DoneAsync(http, made, (json, _) => Write(json, review, now));
    }

    private static async Task<int> AddAsync(GatewayContext db, Review review)
    {
        db.Add(review);
        try
        {
            return await db.SaveChangesAsync();
        }
        catch (DbUpdateException fault) when (fault.IsUniqueViolation())
        {
            return 0;
        }
    }

    private static LedgerEntry Entry(Review review, Practitioner who, string reason) => new(
        EntryType.Outcome, review.InteractionId, who.Agency.Kind.Class(), EntryOutcome.Noted, review.PolicyHash,
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("kind"u8, "challenge");
            json.WriteString("review"u8, review.Id);
            json.WriteString("check"u8, review.Decision);
            RecordReading.WriteWho(json, who);
            json.WriteString("reason"u8, reason);
        }), Actor.Of(who)),
        []);

    private static void Write(Utf8JsonWriter json, Review review, DateTimeOffset now)
    {
        json.WriteString("id"u8, review.Id);
        json.WriteString("check"u8, review.Decision);
        json.WriteString("state"u8, review.DoneAt is not null ? "done" : review.DueAt <= now ? "overdue" : "waiting");
        json.WriteString("at"u8, review.At);
        json.WriteString("dueAt"u8, review.DueAt);
        json.WriteString("answers"u8, "The information governance officer of your agency.");
        if (review.DoneAt is not { } done) return;
        json.WriteString("outcome"u8, review.Outcome);
        json.WriteString("outcomeReason"u8, review.OutcomeReason);
        json.WriteString("doneAt"u8, done);
    }

    // A decision of somebody else's, and one that never was, read the same.
    private static async Task<(CheckContext Check, ReadOnlyMemory<byte> PolicyHash, ImmutableArray<ItemDecision> Items)?> OwnAsync(HttpContext http, Practitioner who, Guid id)
    {
        if (http.RequestServices.GetRequiredService<PoliciesInForce>().Current is not { } policy) return null;
        if (await http.RequestServices.GetRequiredService<Ledger>().ReadDecisionAsync(id, http.RequestAborted) is not { } recorded) return null;
        using var common = JsonDocument.Parse(recorded.Common);
        using var about = JsonDocument.Parse(recorded.Child);
        var root = common.RootElement;
        if (!root.GetProperty("agency").ValueEquals(who.Agency.Id) || !root.GetProperty("practitioner").ValueEquals(who.Subject)) return null;
        if (!PurposeWords.TryRead(root.GetProperty("purpose").GetString(), out var purpose)) return null;
        var child = about.RootElement.GetProperty("child");
        if (NhsNumber.Read(child.GetProperty("nhsNumber").GetString(), out var number) is not NhsNumberFault.None) return null;
        var born = DateOnly.ParseExact(child.GetProperty("dateOfBirth").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var question = new CheckQuestion(new ChildAsked(number, born), purpose, [], CheckQuestion.UsualDeadline);
        if (await http.RequestServices.GetRequiredService<ReadOutcome>().OfAsync(recorded, http.RequestAborted) is not { } shown) return null;
        // Where nobody was found there was nothing to keep back: the number is to be checked, not the decision.
        var items = shown.Matched ? shown.Decision.Items : [];
        return (new CheckContext(recorded.Leaf.InteractionId, root.GetProperty("request").GetGuid(), who, question, policy) { Check = id }, recorded.Leaf.PolicyHash, items);
    }
}
