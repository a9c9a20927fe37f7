using Gateway.Audit.Anchoring;
using Gateway.Audit.Publishing;
using Gateway.Audit.Sealing;
using Gateway.Audit.Storage;
using Gateway.Audit.Writing;

namespace Gateway.Audit.Operating;

/// <summary>
/// Leaves a log that does not open, as damaged as it is, and begins the next one, which says what was found, by whom and why it was left. A log that
/// opens is left only when its year is over. Needs the writer's lock: the gateway is stopped first.
/// </summary>
internal sealed class BeginLog(LedgerSettings settings, PublishingSettings? publishing, TimeProvider time)
{
    public OperatorAnswer Run(string by, string reason)
    {
        using var store = LedgerStores.Logs(settings);
        using var keys = new SubjectKeys(LedgerStores.Keys(settings, time), settings.Key, time);
        var anchor = settings.Anchor is { } file ? new Anchor(file) : null;
        using var writer = new LogWriter(store, keys, settings with { MayBegin = false }, time, anchor);
        try
        {
            return Run(writer, anchor, by, reason);
        }
        catch (LedgerStoreException fault)
        {
            return new OperatorAnswer.Refused(fault.Message);
        }
        finally
        {
            writer.Close();
        }
    }

    private OperatorAnswer Run(LogWriter writer, Anchor? anchor, string by, string reason)
    {
        var known = anchor is null || publishing is null ? null : new KnownElsewhere(anchor, publishing, null);
        writer.KnownElsewhere = known is null ? null : known.Of;
        var failed = WhatIsWrong(writer) ?? known?.WhatIsWrong(writer.Name);
        if (failed is null && !writer.IsClosed && !writer.IsOfAnotherYear) return new OperatorAnswer.Refused("the log opens, and its year is not over: there is nothing to leave");
        if (failed is not null && (writer.IsOfSettings || failed == Rollback.NothingBegun)) return new OperatorAnswer.Refused(failed);
        if (writer.Name.Length > 0) known?.Remember(writer.Name);
        if (publishing?.WhyNoTurn(anchor!.Keys()) is { } noKey) return new OperatorAnswer.Refused(noKey);

        var entry = OwnEntries.BegunBy(by, reason, failed);
        if (failed is null) writer.Turn(entry);
        else writer.Leave(failed, Last(writer, anchor, known), entry);
        return new OperatorAnswer.Begun(writer.Name, failed);
    }

    // A store that is busy or away may come back: that is nothing to leave a log for.
    private static string? WhatIsWrong(LogWriter writer)
    {
        try
        {
            return writer.Open();
        }
        catch (LedgerStoreException fault) when (!fault.MayComeBack)
        {
            return fault.Message;
        }
    }

    private static Rules.Ledger.Checkpoints.Checkpoint? Last(LogWriter writer, Anchor? anchor, KnownElsewhere? known) =>
        (writer.Name.Length > 0 ? known?.Newest(writer.Name) : null) ?? anchor?.Places().Select(place => place.Newest?.Head.Checkpoint).LastOrDefault(checkpoint => checkpoint is not null);
}
