using Gateway.Agencies;
using Gateway.Audit.Anchoring;
using Gateway.Audit.Storage;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Notes;

namespace Gateway.Audit.Operating;

/// <summary>Begins the first log, on the day it is said to begin: an empty disk cannot quietly start a new history.</summary>
internal sealed class InitLog(LedgerSettings settings, TimeProvider time)
{
    public OperatorAnswer Run(string origin, DateOnly inception)
    {
        var now = time.GetUtcNow();
        if (!KeyName.IsValid(origin) || origin.Length > 128) return new OperatorAnswer.Refused("an origin has 1 to 128 characters, without spaces and plus");
        if (settings.Origin != LedgerSettings.UsualOrigin && settings.Origin != origin) return new OperatorAnswer.Refused($"Ledger:Origin is {settings.Origin}: a log that begins otherwise is another gateway's");
        if (LondonTime.Day(now) != inception) return new OperatorAnswer.Refused("today is another day than the one on which the log is to begin");
        try
        {
            return Begin(origin, now);
        }
        catch (LedgerStoreException fault)
        {
            return new OperatorAnswer.Refused(fault.Message);
        }
    }

    private OperatorAnswer Begin(string origin, DateTimeOffset now)
    {
        var anchor = settings.Anchor is { } file ? new Anchor(file) : null;
        using var store = LedgerStores.Logs(settings);
        if (store.Open(null) is { } there) return new OperatorAnswer.Refused($"the store holds the log {there.Name} already");
        if (anchor?.Places() is [{ IsOpened: true } or { Newest: not null }, ..] or [_, _, ..]) return new OperatorAnswer.Refused("the anchor knows a log, and the store is empty: that is a rollback and no first start");
        var name = LogSchema.NewName(origin, now);
        // A try that ended between the anchor and the store is finished under its own name.
        if (anchor is not null) name = anchor.Begin(null, name);
        store.Open(new LogIdentity(name, LeafFormat.Label, settings.Key.Id, now.ToUnixTimeMilliseconds()));
        anchor?.Opened(name);
        return new OperatorAnswer.Begun(name);
    }
}
