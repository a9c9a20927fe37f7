using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Disclosure;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Asks;

/// <summary>A named person at the holder releases, trims or declines, once; or says that it is not theirs to decide, and a colleague does.</summary>
internal sealed class AnswerAsk(TheirAsks asks, RecordOnce record, AppendToLedger append, IDbContextFactory<GatewayContext> contexts, TimeProvider time)
{
    public async Task<AskReply> RunAsync(Practitioner who, Guid id, JsonElement body, CancellationToken stopping)
    {
        if (await FindAsync(id, stopping) is not { } ask || !WriteAsk.MayAnswer(ask, who)) return new AskReply.NotFound();
        var faults = new List<FieldFault>();
        if (ReadAnswer.From(body, ask, faults) is not { } answer) return new AskReply.Faulty(faults);
        if (answer.ConflictOfInterest) return await RecuseAsync(who, ask, answer, stopping);
        return WriteAsk.IsAsker(ask, who) || await IsRecusedAsync(who, ask, stopping) ? await RefuseAsync(who, ask, answer, stopping) : await KeepAsync(who, ask, answer, stopping);
    }

    /// <summary>Whether an answer would hold, before it is sent: nothing is kept of it.</summary>
    public async Task<AskReply> TryAsync(Practitioner who, Guid id, JsonElement body, CancellationToken stopping)
    {
        if (await FindAsync(id, stopping) is not { } ask || !WriteAsk.MayAnswer(ask, who)) return new AskReply.NotFound();
        if (ask.AnsweredAt is not null) return new AskReply.ByAnother();
        var faults = new List<FieldFault>();
        return ReadAnswer.From(body, ask, faults) is { } answer ? new AskReply.Holds(ask, answer) : new AskReply.Faulty(faults);
    }

    private async Task<AskReply> KeepAsync(Practitioner who, Ask ask, AskAnswered answer, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var recorded = await record.RunAsync(
            db => db.Set<Ask>().Where(one => one.Id == ask.Id && one.AnsweredAt == null && !db.Set<AskRecusal>().Any(recused => recused.Ask == one.Id && recused.Practitioner == who.Subject)).ExecuteUpdateAsync(set => set
                .SetProperty(one => one.Answer, answer.Answer).SetProperty(one => one.Forms, answer.Forms)
                .SetProperty(one => one.AnswerReason, answer.Reason).SetProperty(one => one.ToAsker, answer.ToAsker)
                .SetProperty(one => one.AnsweredBy, who.Subject).SetProperty(one => one.AnsweredAt, now)),
            AskEntry.Answered(ask, who, answer, EntryOutcome.Noted), stopping);
        return recorded switch
        {
            RecordedOnce.Done when await FindAsync(ask.Id, stopping) is { } answered => await asks.ShowAsync(who, answered, stopping),
            RecordedOnce.TooLate when await IsRecusedAsync(who, ask, stopping) => await RefuseAsync(who, ask, answer, stopping),
            RecordedOnce.TooLate => new AskReply.ByAnother(),
            _ => new AskReply.Closed(),
        };
    }

    // Kept first: whoever said so once does not answer this ask, whatever becomes of the entry.
    private async Task<AskReply> RecuseAsync(Practitioner who, Ask ask, AskAnswered answer, CancellationToken stopping)
    {
        await contexts.AddNewAsync([new AskRecusal { Ask = ask.Id, Practitioner = who.Subject, At = time.GetUtcNow() }], stopping);
        return await RefuseAsync(who, ask, answer, stopping);
    }

    private async Task<bool> IsRecusedAsync(Practitioner who, Ask ask, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        return await db.Set<AskRecusal>().AnyAsync(recused => recused.Ask == ask.Id && recused.Practitioner == who.Subject, stopping);
    }

    // Recorded as a refusal is: who wanted to decide although they ought not to.
    private async Task<AskReply> RefuseAsync(Practitioner who, Ask ask, AskAnswered answer, CancellationToken stopping) =>
        await append(AskEntry.Answered(ask, who, answer, EntryOutcome.Deny), stopping) is AppendResult.Recorded ? new AskReply.PersonalInterest() : new AskReply.Closed();

    private async Task<Ask?> FindAsync(Guid id, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        return await db.Set<Ask>().AsNoTracking().SingleOrDefaultAsync(ask => ask.Id == id, stopping);
    }
}
