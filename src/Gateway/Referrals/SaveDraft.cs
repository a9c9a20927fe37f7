using Gateway.Data;
using Gateway.Referrals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals;

/// <summary>How a part of a draft is saved where others of the same draft may be at the same moment.</summary>
internal static class SaveDraft
{
    // As many as may be saved at once: each time one of them is through.
    private const int Tries = 8;

    /// <param name="attempt">Gives none where somebody changed the draft at the same moment.</param>
    public static async Task<TaskSaved> RunAsync(Func<Task<TaskSaved?>> attempt)
    {
        for (var tried = 1; ; tried++)
            if (await attempt() is { } saved) return saved;
            else if (tried == Tries) return new TaskSaved.Elsewhere();
    }

    /// <summary>False where somebody changed it at the same moment: nothing is saved.</summary>
    public static async Task<bool> IsKeptAsync(GatewayContext db, Referral referral, CancellationToken stopping)
    {
        referral.Touch();
        try
        {
            await db.SaveChangesAsync(stopping);
            return true;
        }
        catch (DbUpdateException fault) when (fault is DbUpdateConcurrencyException || fault.IsUniqueViolation())
        {
            return false;
        }
    }
}
