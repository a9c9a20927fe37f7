using Gateway.Agencies;
using Gateway.Data;
using Gateway.Notices.Store;
using Gateway.Notifications;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notices;

/// <summary>
/// Records that people are to be told. It is durable with the change that causes it; somebody sees it once the ledger has its entry,
/// a moment later, by this process or the next. What the published matrix does not know is refused, and nothing is guessed.
/// </summary>
public sealed class PostToInbox(
    IDbContextFactory<GatewayContext> contexts, NoticeTerms terms, Register register, [FromKeyedServices(TendInbox.Name)] OutboxSignal signal, TimeProvider time)
{
    private const int LongestSubject = 64;

    /// <summary>In a transaction of its own. Whoever was told of the same before is left alone.</summary>
    public async Task PostAsync(IReadOnlyList<Posting> postings, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(postings);
        await contexts.AddNewAsync([.. postings.Select(Of)], stopping);
        signal.Raise();
    }

    /// <summary>
    /// Within a change that causes it, and by nobody twice: the key of a notice that is there already fails the change. It is told soon
    /// after the change is committed.
    /// </summary>
    public void Add(GatewayContext db, Posting posting)
    {
        ArgumentNullException.ThrowIfNull(db);
        db.Add(Of(posting));
    }

    /// <summary>As <see cref="Add"/>, where the change may be made again.</summary>
    public async Task AddNewAsync(GatewayContext db, Posting posting, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(db);
        var notice = Of(posting);
        if (db.Set<InboxNotice>().Local.Any(told => told.Key.AsSpan().SequenceEqual(notice.Key))) return;
        if (!await db.Set<InboxNotice>().AnyAsync(told => told.Key == notice.Key, stopping)) db.Add(notice);
    }

    /// <summary>Once a change with notices is committed: they are told now rather than at the next look.</summary>
    public void Committed() => signal.Raise();

    private InboxNotice Of(Posting posting)
    {
        ArgumentNullException.ThrowIfNull(posting);
        var now = time.GetUtcNow();
        var row = terms.Row(posting.Event, posting.To.Part, now) ?? throw new ArgumentException($"The matrix tells nobody of {posting.Event.Word()} as {posting.To.Part.Word()}.", nameof(posting));
        var agency = register.Agencies.GetValueOrDefault(posting.To.Agency) ?? throw new ArgumentException("The recipient's agency is not in the register.", nameof(posting));
        foreach (var word in posting.Words)
            if (!row.Says.Contains(word)) throw new ArgumentException($"A notice of {posting.Event.Word()} to {posting.To.Part.Word()} may not say {word.Word()}.", nameof(posting));
        if (posting.Handling.Any(word => !NoticeWordWords.Handling.Contains(word))) throw new ArgumentException("Only a handling word says how something is handled.", nameof(posting));
        foreach (var item in posting.Items ?? [])
            if (!row.Items.Contains(item)) throw new ArgumentException($"A notice of {posting.Event.Word()} to {posting.To.Part.Word()} may not tell {item.Word()}.", nameof(posting));
        if (!IsPlain(posting.Subject.Id)) throw new ArgumentException("A subject is a UUID or an id of the register.", nameof(posting));
        if (posting.Ring is { } ring && !register.Agencies.ContainsKey(ring)) throw new ArgumentException("Whom to ring is not in the register.", nameof(posting));
        var roles = posting.To.Role is { } given ? [given] : terms.Part(posting.To.Part, agency.Kind.Word(), now)?.Roles ?? [];
        if (roles.IsEmpty && posting.To.Person is null) throw new ArgumentException($"Nobody is named who plays {posting.To.Part.Word()} there.", nameof(posting));
        return InboxNotice.Of(posting, row, [.. roles], now);
    }

    private static bool IsPlain(string id) => id.Length is > 0 and <= LongestSubject && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
