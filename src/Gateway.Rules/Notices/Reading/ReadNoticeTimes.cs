using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Rules.Policy.Reading;
using Gateway.Rules.Referrals.Clocks;
using Gateway.Rules.Referrals.Reading;

namespace Gateway.Rules.Notices.Reading;

/// <summary>Reads <c>times.csv</c>: after how long the next one has it.</summary>
internal static class ReadNoticeTimes
{
    public const string File = "times.csv";

    public static ImmutableArray<Dated<NoticeWait>> From(NoticeFiles files, PolicyFaults faults)
    {
        var rows = ImmutableArray.CreateBuilder<Dated<NoticeWait>>();
        foreach (var row in new PolicyTable(File, ["urgency", "amount", "unit", "from", "to", "source"], faults).Rows(files[File]))
        {
            var before = faults.Count;
            var wait = new NoticeWait(row.Word<NoticeUrgency>(0, "an urgency", NoticeUrgencyWords.TryRead), row.Whole(1, 1, 1000), row.Word<TimeUnit>(2, "a unit", TimeUnitWords.TryRead));
            if (wait.Unit is not (TimeUnit.Minutes or TimeUnit.Hours or TimeUnit.WorkingHours or TimeUnit.WorkingDays)) row.Fault($"'{row[2]}' is not what notices wait in");
            if (wait is { Urgency: NoticeUrgency.Now, Unit: not (TimeUnit.Minutes or TimeUnit.Hours) }) row.Fault("U1 waits at any hour");
            var read = new Dated<NoticeWait>(wait, row.Period(3, 4), row.Line);
            row.Text(5);
            if (faults.Count > before) continue;
            if (rows.Any(other => other.Value.Urgency == wait.Urgency && other.Period.Meets(read.Period))) row.Fault($"'{row[0]}' stands twice on the same day");
            rows.Add(read);
        }

        return rows.ToImmutable();
    }
}

/// <summary>Reads <c>events.csv</c>: every event, what people call it, what to do; and where one recipient does something else, that.</summary>
internal static class ReadNoticeEvents
{
    public const string File = "events.csv";

    public static FrozenDictionary<(NoticeEvent, NoticeRecipient?), NoticeEventTerms> From(NoticeFiles files, PolicyFaults faults)
    {
        var events = new Dictionary<(NoticeEvent, NoticeRecipient?), NoticeEventTerms>();
        foreach (var row in new PolicyTable(File, ["event", "code", "recipient", "title", "todo"], faults).Rows(files[File]))
        {
            NoticeRecipient? to = row[2].Length == 0 ? null : row.Word<NoticeRecipient>(2, "a recipient", NoticeRecipientWords.TryRead);
            if (!NoticeEventWords.TryRead(row[0], out var happened)) row.Fault($"'{row[0]}' is not an event");
            else if (row[1] != happened.Code()) row.Fault($"'{row[0]}' is {happened.Code()}");
            else if (!events.TryAdd((happened, to), new NoticeEventTerms(row.Text(3), row.Text(4)))) row.Fault($"'{row[0]}' stands twice for the same recipient");
        }

        foreach (var missing in Enum.GetValues<NoticeEvent>().Where(one => !events.ContainsKey((one, null)))) faults.Add(File, $"'{missing.Word()}' is missing");
        return events.ToFrozenDictionary();
    }
}

/// <summary>Reads <c>words.csv</c>: every sentence that a notice may say.</summary>
internal static class ReadNoticeWords
{
    public const string File = "words.csv";

    public static FrozenDictionary<NoticeWord, string> From(NoticeFiles files, PolicyFaults faults)
    {
        var words = new Dictionary<NoticeWord, string>();
        foreach (var row in new PolicyTable(File, ["word", "words"], faults).Rows(files[File]))
            if (!NoticeWordWords.TryRead(row[0], out var word)) row.Fault($"'{row[0]}' is not a word of a notice");
            else if (!words.TryAdd(word, row.Text(1))) row.Fault($"'{row[0]}' stands twice");
        foreach (var missing in Enum.GetValues<NoticeWord>().Where(one => !words.ContainsKey(one))) faults.Add(File, $"'{missing.Word()}' is missing");
        return words.ToFrozenDictionary();
    }
}
