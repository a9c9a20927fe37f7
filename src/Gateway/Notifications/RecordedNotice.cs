namespace Gateway.Notifications;

/// <summary>A notice that the ledger has an entry for. There is no other way to make one, and the post takes nothing else.</summary>
internal sealed class RecordedNotice
{
    private RecordedNotice(NoticeOfAttendance notice) => Notice = notice;

    internal NoticeOfAttendance Notice { get; }

    internal static RecordedNotice? Of(NoticeOfAttendance notice) => notice.LedgerEntry is null ? null : new RecordedNotice(notice);
}
