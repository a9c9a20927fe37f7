using System.Collections.Immutable;
using Gateway.Data;
using Gateway.Messages.Store;
using Gateway.Notifications;
using Gateway.Referrals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Messages;

/// <summary>Writes the messages of a step within its own transaction: what is owed is owed from the moment that the step counts, and never without it.</summary>
internal sealed class OweMessages([FromKeyedServices(DispatchMessages.Name)] OutboxSignal signal, TimeProvider time)
{
    /// <summary>Within the change that they tell of. The caller holds the children's rows, so that no two number one line at once.</summary>
    public async Task AddAsync(GatewayContext db, Referral referral, ImmutableArray<StepMessage> messages, CancellationToken stopping)
    {
        foreach (var message in messages)
        {
            var (now, number) = (time.GetUtcNow(), await NextAsync(db, message.Agency, message.Child, stopping));
            var id = Guid.CreateVersion7(now);
            var of = referral.Id == message.Referral ? referral : db.ChangeTracker.Entries<Referral>().Select(entry => entry.Entity).Single(one => one.Id == message.Referral);
            db.Add(OwedMessage.Of(id, message.Kind, message.Agency, message.Child, number, WriteMessage.Of(id, number, message, of.Reference, of.DangerNow || of.Urgent), now));
        }
    }

    /// <summary>Once that change is committed.</summary>
    public void Committed() => signal.Raise();

    /// <summary>Counted in the store and not here: an operator may have one of the line sent again at the same moment.</summary>
    public static async Task<int> NextAsync(GatewayContext db, string agency, Guid child, CancellationToken stopping)
    {
        var line = db.Set<MessageLine>().Where(line => line.Agency == agency && line.Child == child);
        if (await line.ExecuteUpdateAsync(set => set.SetProperty(each => each.Last, each => each.Last + 1), stopping) == 1) return await line.Select(each => each.Last).SingleAsync(stopping);
        db.Add(new MessageLine { Agency = agency, Child = child, Last = 1 });
        await db.SaveChangesAsync(stopping);
        return 1;
    }
}
