using System.Collections.Immutable;
using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Reading;
using Gateway.Rules.Referrals.Reading;

namespace Gateway.Rules.Notices.Reading;

/// <summary>Reads <c>matrix.csv</c>: of what event who is told, how soon, who next, and what it may say.</summary>
internal static class ReadNoticeMatrix
{
    public const string File = "matrix.csv";

    public static ImmutableArray<Dated<NoticeRow>> From(NoticeFiles files, PolicyFaults faults)
    {
        var rows = ImmutableArray.CreateBuilder<Dated<NoticeRow>>();
        string[] columns = ["event", "recipient", "urgency", "red", "rises", "channels", "outOfHours", "next", "says", "items", "from", "to", "source"];
        foreach (var row in new PolicyTable(File, columns, faults).Rows(files[File]))
        {
            var before = faults.Count;
            var read = new Dated<NoticeRow>(Row(row), row.Period(10, 11), row.Line);
            row.Text(12);
            if (faults.Count > before) continue;
            if (rows.FirstOrDefault(other => other.Period.Meets(read.Period) && (other.Value.Event, other.Value.Recipient) == (read.Value.Event, read.Value.Recipient)) is { } other)
                row.Fault($"tells the same as line {other.Line} of the same event on the same day");
            rows.Add(read);
        }

        return rows.ToImmutable();
    }

    private static NoticeRow Row(PolicyRow row)
    {
        var urgency = row.Word<NoticeUrgency>(2, "an urgency", NoticeUrgencyWords.TryRead);
        var read = new NoticeRow(
            row.Word<NoticeEvent>(0, "an event", NoticeEventWords.TryRead), Recipient(row, 1), urgency,
            row[3].Length == 0 ? urgency : row.Word<NoticeUrgency>(3, "an urgency", NoticeUrgencyWords.TryRead),
            row[4].Length == 0 ? null : row.Whole(4, 1, 72),
            Words<NoticeChannel>(row, 5, "a channel", NoticeUrgencyWords.TryRead), row[6].Length == 0 ? null : Recipient(row, 6),
            Words<NoticeRecipient>(row, 7, "a recipient", NoticeRecipientWords.TryRead), Words<NoticeWord>(row, 8, "a word of a notice", NoticeWordWords.TryRead),
            Words<Item>(row, 9, "an item", ItemWords.TryRead));
        Hold(row, read);
        return read;
    }

    private static void Hold(PolicyRow row, NoticeRow read)
    {
        if (!read.Channels.Contains(NoticeChannel.Screen)) row.Fault("channels lack screen: no notice is anywhere but there");
        if (read.Red > read.Urgency) row.Fault("red is less urgent than it is otherwise");
        if (read.Rises is not null && read.Red != NoticeUrgency.Today) row.Fault("rises without being U2 when red");
        if (read.Recipient == NoticeRecipient.Deputy || read.OutOfHours == NoticeRecipient.Deputy) row.Fault("a deputy is next, never first");
        // Whoever is urgently told and says nothing must have somebody behind them, to the end.
        var waits = read.Red != NoticeUrgency.Routine || read.Urgency != NoticeUrgency.Routine;
        var last = read.Next.IsEmpty ? read.Recipient : read.Next[^1];
        if (waits && last is not (NoticeRecipient.Lead or NoticeRecipient.Operations or NoticeRecipient.FrontDoor)) row.Fault("ends with nobody who is always there: lead, front-door or operations");
    }

    private static NoticeRecipient Recipient(PolicyRow row, int column) => row.Word<NoticeRecipient>(column, "a recipient", NoticeRecipientWords.TryRead);

    private static ImmutableArray<T> Words<T>(PolicyRow row, int column, string kind, PolicyRow.TryRead<T> read) => ReadMoves.Words(row, column, kind, read);
}
