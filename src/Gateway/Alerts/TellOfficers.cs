using Gateway.Agencies;
using Gateway.Data;
using Gateway.Notices;
using Gateway.Rules.Notices;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Alerts;

/// <summary>
/// Each agency's information governance officer has a notice that a look-up was flagged (E25), afterwards and apart from the answer. It names the alert and nobody: who, about whom and why is read on the
/// page of alerts, where that is recorded.
/// </summary>
internal sealed class TellOfficers(IDbContextFactory<GatewayContext> contexts, PostToInbox inbox, Register register)
{
    private const int Batch = 200;

    public async Task RunAsync(CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var alerts = await db.Set<Alert>().Where(alert => !alert.Told).OrderBy(alert => alert.At).Take(Batch).ToListAsync(stopping);
        foreach (var alert in alerts)
        {
            if (register.Agencies.ContainsKey(alert.Agency)) await inbox.AddNewAsync(db, Of(alert), stopping);
            alert.HasTold();
        }

        await db.SaveChangesAsync(stopping);
        if (alerts.Count > 0) inbox.Committed();
    }

    private static Posting Of(Alert alert) => new(NoticeEvent.LookUpFlagged, new NoticeSubject(NoticeSubjectKind.Alert, alert.Id.ToString()), new PostingTo(NoticeRecipient.InformationGovernance, alert.Agency), alert.At)
    {
        Words = [NoticeWord.Flagged],
    };
}
