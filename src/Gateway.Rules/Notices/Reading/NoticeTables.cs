using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Rules.Policy;
using Gateway.Rules.Referrals.Clocks;
using Gateway.Rules.Referrals.Reading;

namespace Gateway.Rules.Notices.Reading;

/// <summary>After how long the next one has it.</summary>
internal readonly record struct NoticeWait(NoticeUrgency Urgency, int Amount, TimeUnit Unit);

/// <summary>All rows of all tables as they were read.</summary>
internal sealed record NoticeTables(
    ImmutableArray<Dated<NoticeRow>> Matrix, ImmutableArray<Dated<NoticePart>> Parts, ImmutableArray<Dated<NoticeWait>> Times,
    FrozenDictionary<(NoticeEvent, NoticeRecipient?), NoticeEventTerms> Events, FrozenDictionary<NoticeWord, string> Words)
{
    /// <summary>Each day on which any row begins to hold, or no longer does.</summary>
    public IEnumerable<DateOnly> Changes() => Periods()
        .SelectMany<Period, DateOnly>(period => period.To == DateOnly.MaxValue ? [period.From] : [period.From, period.To.AddDays(1)]).Distinct().Order();

    private IEnumerable<Period> Periods() => [.. Matrix.Select(row => row.Period), .. Parts.Select(row => row.Period), .. Times.Select(row => row.Period)];
}
