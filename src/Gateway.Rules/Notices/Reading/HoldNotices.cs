using System.Collections.Immutable;
using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Reading;
using Gateway.Rules.Referrals.Reading;

namespace Gateway.Rules.Notices.Reading;

/// <summary>What no row can tell alone: on every day each event tells somebody, and each who is told can be found and told what the row says.</summary>
internal static class HoldNotices
{
    public static void Together(NoticeTables tables, IReadOnlySet<string> kinds, ImmutableArray<NoticePosted> posted, PolicyFaults faults)
    {
        var first = tables.Matrix.Length == 0 ? DateOnly.MinValue : tables.Matrix.Min(row => row.Period.From);
        foreach (var day in tables.Changes().Where(day => day >= first)) On(day, tables, faults);
        foreach (var day in tables.Changes().Where(day => day >= first))
            foreach (var one in posted) Carried(one, day, tables, faults);
        foreach (var day in tables.Changes().Where(day => day >= first))
            foreach (var kind in kinds.Order(StringComparer.Ordinal).Where(kind => !tables.Parts.Any(row => row.Period.Holds(day) && row.Value.Recipient == NoticeRecipient.Lead && row.Value.Kind == kind && !row.Value.Roles.IsEmpty)))
                faults.Add(ReadNoticeParts.File, $"nobody is the lead at a {kind} on {day:yyyy-MM-dd}");
    }

    // What cannot be posted would keep the step that it tells of from being taken.
    private static void Carried(NoticePosted posted, DateOnly day, NoticeTables tables, PolicyFaults faults)
    {
        var (happened, told) = (posted.Event.Word(), posted.Recipient.Word());
        if (tables.Matrix.FirstOrDefault(row => row.Period.Holds(day) && row.Value.Event == posted.Event && row.Value.Recipient == posted.Recipient) is not { } row)
        {
            faults.Add(ReadNoticeMatrix.File, $"'{told}' is not told of '{happened}' on {day:yyyy-MM-dd}, and the service posts it");
            return;
        }

        foreach (var word in posted.Words.Except(row.Value.Says)) faults.Add(ReadNoticeMatrix.File, row.Line, $"may not say '{word.Word()}' on {day:yyyy-MM-dd}, and the service says it");
        foreach (var kind in posted.Kinds.Where(kind => !tables.Parts.Any(part => part.Period.Holds(day) && part.Value.Recipient == posted.Recipient && part.Value.Kind is var own && (own == kind || own == NoticePart.AnyKind) && !part.Value.Roles.IsEmpty)))
            faults.Add(ReadNoticeParts.File, $"nobody plays '{told}' at a {kind} on {day:yyyy-MM-dd}, who is told of '{happened}'");
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
