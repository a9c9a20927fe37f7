using Gateway.Audit;

namespace Gateway.Federation.Late;

/// <summary>What came late and was let go: readable by whoever asked, under a key that the store does not hold, until its time is over.</summary>
public sealed class LateAnswer
{
    private LateAnswer() { }

    public Guid Id { get; private init; }

    /// <summary>The <see cref="LateQuestion"/>.</summary>
    public Guid Question { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary>Something is held, or a source asks to be rung.</summary>
    public bool IsNews { get; private init; }

    /// <summary>The ledger's entry; without one there is no such row.</summary>
    public Guid LedgerEntry { get; private init; }

    /// <summary>Sealed: <see cref="SealLate"/>.</summary>
    public byte[] Content { get; private init; } = [];

    internal static LateAnswer Of(LateQuestion late, LateNews news, LedgerReceipt receipt, SealLate seal)
    {
        var id = Guid.CreateVersion7(news.AnsweredAt);
        return new LateAnswer { Id = id, Question = late.Id, At = news.AnsweredAt, IsNews = news.IsNews, LedgerEntry = receipt.EntryId, Content = seal.Seal(id, news) };
    }
}
