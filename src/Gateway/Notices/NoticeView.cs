using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;

namespace Gateway.Notices;

/// <summary>A notice as one reader sees it: what the turns that are theirs let them be told. What they were told once is not taken from them when it goes on.</summary>
/// <param name="Turn">Theirs, the latest where there are several.</param>
/// <param name="Told">False where it says to ring, and nothing else.</param>
/// <param name="Others">Everybody who has or had it, in order.</param>
public sealed record NoticeView(
    InboxNotice Notice, NoticeTurn Turn, string Title, string ToDo, ImmutableArray<string> Words, ChildAsked? Child, ImmutableArray<NoticeItem> Items,
    RingAnswer? Ring, ImmutableArray<NoticeTurn> Others, bool Told)
{
    /// <summary>How it is to be handled, which is read before anything else.</summary>
    public ImmutableArray<string> Handling { get; init; } = [];

    /// <summary>How urgent it is now.</summary>
    public NoticeUrgency Urgency => Notice.Rank < InboxNotice.Had ? (NoticeUrgency)Notice.Rank : Turn.Urgency;

    public string State => Notice.AcknowledgedAt is not null ? "acknowledged" : Turn.ReadAt is not null ? "read" : "new";

    /// <summary>They sent it, and whoever had it said that it is not theirs.</summary>
    public bool CameBack { get; init; }

    /// <summary>Clinical codes for one's own record.</summary>
    public ImmutableArray<SuggestedCode> Codes { get; init; } = [];

    /// <summary>It came on because whoever had it before did not say that they have it.</summary>
    public NoticeTurn? Before => Others.LastOrDefault(other => other.Step < Turn.Step);
}

/// <param name="Minimal">Only its short form may go.</param>
public readonly record struct NoticeItem(Item Item, bool Minimal);

/// <summary>What came of reading a notice, or of doing something with it.</summary>
internal abstract record NoticeAnswer
{
    private NoticeAnswer() { }

    public sealed record Shown(NoticeView View, Audit.LedgerReceipt Receipt) : NoticeAnswer;

    /// <summary>It is somebody else's, or there is none: nobody can tell which.</summary>
    public sealed record NotFound : NoticeAnswer;

    /// <summary>Somebody else said first that they have it.</summary>
    public sealed record ByAnother : NoticeAnswer;

    /// <summary>Nobody has it after them.</summary>
    public sealed record Last(NoticeView View) : NoticeAnswer;

    /// <summary>The ledger cannot record.</summary>
    public sealed record Closed : NoticeAnswer;
}

/// <summary>Puts a notice into words for one reader.</summary>
internal sealed class ViewNotice(NoticeTerms terms, SuggestedCodes codes, Register register, WhomToRing ring)
{
    private static readonly NoticeEventTerms Back = new("A notice of yours came back", "Find out whose it is, and tell them. Whoever had it said that it is not theirs.");
    private static readonly NoticeEventTerms Untold = new("There is something that you need to know", "Ring. It cannot be shown to you here.");

    /// <param name="whole">With the child and whom to ring; a list has neither.</param>
    public NoticeView Of(InboxNotice notice, IReadOnlyList<NoticeTurn> turns, Practitioner who, bool whole)
    {
        NoticeTurn[] theirs = [.. turns.Where(one => TheirNotices.IsOf(one, who)).OrderBy(one => one.Step)];
        var turn = theirs is [.., var latest] ? latest : throw new InvalidOperationException("The notice is not theirs.");
        var most = theirs.MaxBy(one => (one.Told, one.Items.Length > 0, one.Step))!;
        var back = terms.Row(notice.Event, notice.Part, notice.PostedAt) is { } row && turn.Step == WhoHasIt.BackStep(row);
        var words = back ? Back : most.Told ? terms.Event(notice.Event, notice.Part) : Untold;
        var said = most.Told ? Words(notice.Words) : [];
        var items = WhoHasIt.Split(most.Items).Select(Item).ToImmutableArray();
        return new NoticeView(notice, turn, words.Title, words.ToDo, [.. said.Select(terms.Sentence)], whole && !items.IsEmpty ? notice.About : null, items, whole ? Ring(notice, most, back) : null, [.. turns.OrderBy(one => one.Step)], most.Told)
        {
            CameBack = back,
            Codes = codes.Of(notice.Event, turn.Part, said, Rules.Calendars.LondonTime.Day(notice.PostedAt)),
            Handling = most.Told ? [.. Words(notice.Handling).Select(terms.Sentence)] : [],
        };
    }

    private static ImmutableArray<NoticeWord> Words(string words) =>
        [.. WhoHasIt.Split(words).Select(word => NoticeWordWords.TryRead(word, out var known) ? known : throw new InvalidDataException("A stored word does not read."))];

    private RingAnswer? Ring(InboxNotice notice, NoticeTurn turn, bool back)
    {
        if (back) return InRegister(notice.Agency) is { } had ? ring.Line("Ask whose it is", had.Telephones) : null;
        // Who checked the child is not told, and nobody else knows of it.
        if (notice.SubjectKind is NoticeSubjectKind.Signal or NoticeSubjectKind.Alert or NoticeSubjectKind.List && turn.Told) return null;
        var areas = register.Agencies.GetValueOrDefault(turn.Agency)?.Areas ?? [];
        var named = InRegister(notice.Ring) ?? areas.Select(register.CouncilOf).OfType<Agency>().MinBy(council => council.Id, StringComparer.Ordinal);
        // Nobody is sent to ring themselves: whoever sent it has the same reference.
        if (named is null || named.Id == turn.Agency) named = InRegister(notice.FromAgency) ?? named;
        return named is null ? null : ring.Line(turn.Told ? "About this" : "Ask what it is and give the reference", named.Telephones);
    }

    private Agency? InRegister(string? id) => id is null ? null : register.Agencies.GetValueOrDefault(id);

    private static NoticeItem Item(string kept)
    {
        var parts = kept.Split('=');
        return ItemWords.TryRead(parts[0], out var item) ? new NoticeItem(item, parts[1] != Outcome.Share.Word()) : throw new InvalidDataException("A stored item does not read.");
    }
}
