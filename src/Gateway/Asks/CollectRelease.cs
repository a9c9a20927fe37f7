using Gateway.Agencies;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Asks;

/// <summary>Whether the asker may collect what a person at the holder decided, and the question that does: it takes the check's one path again.</summary>
internal sealed class CollectRelease(IDbContextFactory<GatewayContext> contexts, TimeProvider time)
{
    private static readonly TimeSpan Within = TimeSpan.FromDays(7);

    public async Task<ToCollect> FindAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var ask = await db.Set<Ask>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stopping);
        if (ask is null || !WriteAsk.IsAsker(ask, who) || ask.AskerRole != who.Role) return new ToCollect.NotFound();
        if (ask.AnsweredAt is null) return new ToCollect.NotYet(ask);
        return IsLapsed(ask) ? new ToCollect.Lapsed() : new ToCollect.Ready(ask, QuestionOf(ask));
    }

    /// <summary>It was not collected in time: the question is to be asked anew.</summary>
    public bool IsLapsed(Ask ask) => ask.AnsweredAt is { } answered && time.GetUtcNow() - answered >= Within;

    private static CheckQuestion QuestionOf(Ask ask) => new(
        new Federation.ChildAsked(ask.Child, ask.DateOfBirth), PurposeWords.TryRead(ask.Purpose, out var purpose) ? purpose : throw new InvalidDataException("A stored purpose does not read."),
        [.. ask.AskedItems], CheckQuestion.UsualDeadline);
}

internal abstract record ToCollect
{
    private ToCollect() { }

    public sealed record NotFound : ToCollect;

    public sealed record NotYet(Ask Ask) : ToCollect;

    public sealed record Lapsed : ToCollect;

    public sealed record Ready(Ask Ask, CheckQuestion Question) : ToCollect;
}
