using System.Collections.Immutable;
using Gateway.Rules.Notices.Reading;
using Gateway.Rules.Policy.Reading;

namespace Gateway.Rules.Notices;

/// <summary>Either all the tables, or everything that is wrong with them.</summary>
public abstract record NoticeReading
{
    private NoticeReading() { }

    /// <summary>Tables that may be used.</summary>
    public sealed record Valid(NoticeTerms Terms) : NoticeReading;

    /// <summary>Every fault, each naming the file and, where there is one, the line.</summary>
    public sealed record Faulty(ImmutableArray<string> Faults) : NoticeReading;
}

/// <summary>Reads the tables strictly and whole: an unknown word is a fault, never a default. Pure: the caller reads the files.</summary>
public static class NoticeReader
{
    /// <summary>Reads all of it, or names every fault.</summary>
    /// <param name="files">The tables.</param>
    /// <param name="kinds">The kinds of agency of the register.</param>
    /// <param name="roles">Every role that somebody can sign in with.</param>
    /// <param name="posted">What the service posts: the tables must carry all of it on each of their days.</param>
    public static NoticeReading Read(NoticeFiles files, IReadOnlySet<string> kinds, IReadOnlySet<string> roles, ImmutableArray<NoticePosted> posted)
    {
        var faults = new PolicyFaults();
        var tables = new NoticeTables(
            ReadNoticeMatrix.From(files, faults), ReadNoticeParts.From(files, kinds, roles, faults), ReadNoticeTimes.From(files, faults),
            ReadNoticeEvents.From(files, faults), ReadNoticeWords.From(files, faults));
        if (faults.Count == 0) HoldNotices.Together(tables, kinds, posted, faults);
        return faults.Count > 0 ? new NoticeReading.Faulty(faults.All) : new NoticeReading.Valid(new NoticeTerms(tables));
    }
}
