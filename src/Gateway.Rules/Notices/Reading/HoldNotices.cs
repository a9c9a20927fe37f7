using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Reading;
using Gateway.Rules.Referrals.Reading;

namespace Gateway.Rules.Notices.Reading;

/// <summary>What no row can tell alone: on every day each event tells somebody, and each who is told can be found and told what the row says.</summary>
internal static class HoldNotices
{
    public static void Together(NoticeTables tables, IReadOnlySet<string> kinds, PolicyFaults faults)
    {
        var first = tables.Matrix.Length == 0 ? DateOnly.MinValue : tables.Matrix.Min(row => row.Period.From);
        foreach (var day in tables.Changes().Where(day => day >= first)) On(day, tables, faults);
        foreach (var day in tables.Changes().Where(day => day >= first))
            foreach (var kind in kinds.Order(StringComparer.Ordinal).Where(kind => !tables.Parts.Any(row => row.Period.Holds(day) && row.Value.Recipient == NoticeRecipient.Lead && row.Value.Kind == kind && !row.Value.Roles.IsEmpty)))
                faults.Add(ReadNoticeParts.File, $"nobody is the lead at a {kind} on {day:yyyy-MM-dd}");
    }

    private static void On(DateOnly day, NoticeTables tables, PolicyFaults faults)
    {
        var rows = tables.Matrix.Where(row => row.Period.Holds(day)).ToArray();
        var parts = tables.Parts.Where(row => row.Period.Holds(day)).Select(row => row.Value).ToLookup(part => part.Recipient);
        foreach (var silent in Enum.GetValues<NoticeEvent>().Where(one => rows.All(row => row.Value.Event != one)))
            faults.Add(ReadNoticeMatrix.File, $"nobody is told of '{silent.Word()}' on {day:yyyy-MM-dd}");
        foreach (var urgency in Enum.GetValues<NoticeUrgency>().Where(one => !tables.Times.Any(row => row.Period.Holds(day) && row.Value.Urgency == one)))
            faults.Add(ReadNoticeTimes.File, $"'{urgency.Word()}' has no time on {day:yyyy-MM-dd}");
        foreach (var row in rows)
        {
            NoticeRecipient[] told = [row.Value.Recipient, .. row.Value.Next, .. row.Value.OutOfHours is { } night ? [night] : Array.Empty<NoticeRecipient>()];
            foreach (var nobody in told.Distinct().Where(one => !parts[one].Any()))
                faults.Add(ReadNoticeMatrix.File, row.Line, $"nobody plays '{nobody.Word()}' on {day:yyyy-MM-dd}");
            if (!row.Value.Items.IsEmpty && parts[row.Value.Recipient].Any(part => part.Purpose is null))
                faults.Add(ReadNoticeMatrix.File, row.Line, $"tells of the child to '{row.Value.Recipient.Word()}', who has no purpose");
        }
    }
}
