using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Policy;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Asks;

/// <summary>Asks to answer and asks of one's own; the answer, once; and the collecting of what was released.</summary>
internal static class AsksEndpoints
{
    private static readonly TimeSpan CollectWithin = TimeSpan.FromDays(7);

    public static async Task ListAsync(HttpContext http)
    {
        var who = WorkAnswers.Who(http);
        if (await WorkAnswers.AfterAsync(http) is not (true, var after)) return;
        await using var db = await DbAsync(http);
        var page = await WorkPage<Ask>.ReadAsync(TheirsOf(db, who), ask => ask.AnsweredAt == null, ask => ask.DueAt, after, http.RequestAborted);
        await ShowAsync(http, who, [.. page.Shown], json =>
        {
            var write = http.RequestServices.GetRequiredService<WriteAsk>();
            page.Write(json);
            json.WriteStartArray("asks"u8);
            foreach (var ask in page.Shown)
            {
                json.WriteStartObject();
                write.To(json, ask, who);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    // One's own, and those to answer. Once one is answered it is between the two: to colleagues it is no work any more.
    private static IQueryable<Ask> TheirsOf(GatewayContext db, Practitioner who)
    {
        var (agency, subject, role) = (who.Agency.Id, who.Subject, $" {who.Role} ");
        return db.Set<Ask>().AsNoTracking().Where(ask => (ask.AskerAgency == agency && ask.Asker == subject)
            || (ask.Holder == agency && ask.Roles.Contains(role) && (ask.AnsweredAt == null || ask.AnsweredBy == subject)
                && !db.Set<AskRecusal>().Any(recused => recused.Ask == ask.Id && recused.Practitioner == subject)));
    }

    public static async Task OneAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        await using var db = await DbAsync(http);
        if (await TheirsOf(db, who).SingleOrDefaultAsync(ask => ask.Id == id, http.RequestAborted) is { } ask) await ShowAsync(http, who, ask);
        else await Problems.WriteAsync(http, Problem.NotFound);
    }

    public static async Task AnswerAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        if (await WorkAnswers.BodyAsync(http, ReadAnswer.Members) is not { } body) return;
        if (await FindAsync(http, id) is not { } ask || !WriteAsk.MayAnswer(ask, who)) await Problems.WriteAsync(http, Problem.NotFound);
        else if (Read(body, ask, out var faults) is not { } answer) await Problems.FieldsAsync(http, faults);
        else if (answer.ConflictOfInterest) await RecuseAsync(http, who, ask, answer);
        else if (WriteAsk.IsAsker(ask, who) || await IsRecusedAsync(http, who, ask)) await RefuseAsync(http, who, ask, answer);
        else await AnswerAsync(http, who, ask, answer);
    }

    public static async Task CollectAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        if (ChecksEndpoint.RequestIdOf(http) is not { } requestId) await Problems.FieldsAsync(http, [ChecksEndpoint.RequestIdFault]);
        else if (await FindAsync(http, id) is not { } ask || !WriteAsk.IsAsker(ask, who) || ask.AskerRole != who.Role) await Problems.WriteAsync(http, Problem.NotFound);
        else if (ask.AnsweredAt is not { } answered) await NotYetAsync(http, ask);
        else if (http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() - answered >= CollectWithin) await Problems.WriteAsync(http, Problem.ReleaseLapsed);
        else await ChecksEndpoint.AnswerAsync(http, who, requestId, QuestionOf(ask), http.RequestServices.GetRequiredService<PoliciesInForce>().Current, ask);
    }

    private static AskAnswered? Read(JsonElement body, Ask ask, out List<FieldFault> faults) => ReadAnswer.From(body, ask, faults = []);

    private static async Task AnswerAsync(HttpContext http, Practitioner who, Ask ask, AskAnswered answer)
    {
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var recorded = await http.RequestServices.GetRequiredService<RecordOnce>().RunAsync(
            db => db.Set<Ask>().Where(one => one.Id == ask.Id && one.AnsweredAt == null && !db.Set<AskRecusal>().Any(recused => recused.Ask == one.Id && recused.Practitioner == who.Subject)).ExecuteUpdateAsync(set => set
                .SetProperty(one => one.Answer, answer.Answer).SetProperty(one => one.Forms, answer.Forms)
                .SetProperty(one => one.AnswerReason, answer.Reason).SetProperty(one => one.ToAsker, answer.ToAsker)
                .SetProperty(one => one.AnsweredBy, who.Subject).SetProperty(one => one.AnsweredAt, now)),
            AskEntry.Answered(ask, who, answer, EntryOutcome.Noted), http.RequestAborted);
        switch (recorded)
        {
            case RecordedOnce.Done when await FindAsync(http, ask.Id) is { } now1: await ShowAsync(http, who, now1); break;
            case RecordedOnce.TooLate when await IsRecusedAsync(http, who, ask): await RefuseAsync(http, who, ask, answer); break;
            case RecordedOnce.TooLate: await Problems.WriteAsync(http, Problem.AnsweredByAnother); break;
            default: await WorkAnswers.ClosedAsync(http, who); break;
        }
    }

    // Kept first: whoever said so once does not answer this ask, whatever becomes of the entry.
    private static async Task RecuseAsync(HttpContext http, Practitioner who, Ask ask, AskAnswered answer)
    {
        var services = http.RequestServices;
        var recusal = new AskRecusal { Ask = ask.Id, Practitioner = who.Subject, At = services.GetRequiredService<TimeProvider>().GetUtcNow() };
        await services.GetRequiredService<IDbContextFactory<GatewayContext>>().AddNewAsync([recusal], http.RequestAborted);
        await RefuseAsync(http, who, ask, answer);
    }

    private static async Task<bool> IsRecusedAsync(HttpContext http, Practitioner who, Ask ask)
    {
        await using var db = await DbAsync(http);
        return await db.Set<AskRecusal>().AnyAsync(recused => recused.Ask == ask.Id && recused.Practitioner == who.Subject, http.RequestAborted);
    }

    // Recorded as a refusal is: who wanted to decide although they ought not to.
    private static async Task RefuseAsync(HttpContext http, Practitioner who, Ask ask, AskAnswered answer)
    {
        var append = http.RequestServices.GetRequiredService<AppendToLedger>();
        if (await append(AskEntry.Answered(ask, who, answer, EntryOutcome.Deny), http.RequestAborted) is AppendResult.Recorded) await Problems.WriteAsync(http, Problem.PersonalInterest);
        else await WorkAnswers.ClosedAsync(http, who);
    }

    private static Task NotYetAsync(HttpContext http, Ask ask)
    {
        var services = http.RequestServices;
        var holder = services.GetRequiredService<Register>().Agencies.GetValueOrDefault(ask.Holder);
        return holder is null
            ? Problems.WriteAsync(http, Problem.NotAnsweredYet)
            : Problems.WriteAsync(http, Problem.NotAnsweredYet, json => RingLines.Write(json, [services.GetRequiredService<WhomToRing>().Line("Decides what goes", holder.Telephones)]));
    }

    private static CheckQuestion QuestionOf(Ask ask) => new(
        new Federation.ChildAsked(ask.Child, ask.DateOfBirth), PurposeWords.TryRead(ask.Purpose, out var purpose) ? purpose : throw new InvalidDataException("A stored purpose does not read."),
        [.. ask.AskedItems], CheckQuestion.UsualDeadline);

    private static Task ShowAsync(HttpContext http, Practitioner who, Ask ask) =>
        ShowAsync(http, who, [ask], json => http.RequestServices.GetRequiredService<WriteAsk>().To(json, ask, who));

    private static async Task ShowAsync(HttpContext http, Practitioner who, Ask[] shown, Action<Utf8JsonWriter> write)
    {
        var read = http.RequestServices.GetRequiredService<RecordReading>();
        if (await read.RunAsync(who, "asks-read", shown.Select(ask => ask.Id), http.RequestAborted) is { } receipt) await WorkAnswers.WriteAsync(http, receipt, write);
        else await WorkAnswers.ClosedAsync(http, who);
    }

    private static async Task<Ask?> FindAsync(HttpContext http, Guid id)
    {
        await using var db = await DbAsync(http);
        return await db.Set<Ask>().AsNoTracking().SingleOrDefaultAsync(ask => ask.Id == id, http.RequestAborted);
    }

    private static Task<GatewayContext> DbAsync(HttpContext http) =>
        http.RequestServices.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(http.RequestAborted);
}
