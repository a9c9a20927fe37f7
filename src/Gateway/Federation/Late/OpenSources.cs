using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Federation.Late;

/// <summary>
/// Who is still to be asked for what: custodians whose silence can pass, and the items that were let go. As text one word for
/// each, such as <c>aldersham-csc!plan-flag,plan-dates</c>; <c>!</c> where the answer has to be current, else <c>=</c>. Before it <c>~</c> where
/// its "nothing held" would say nothing, because it cannot list everybody; <c>+</c> where its list points; <c>-</c> where it is not asked any more.
/// </summary>
internal static class OpenSources
{
    private static readonly char[] Marks = ['!', '='];
    private static readonly char[] Before = ['~', '+', '-'];

    /// <summary>What cannot pass is not asked again: a council that is not connected, and whoever answered that it cannot tell who is meant.</summary>
    public static ImmutableArray<CustodianQuestion> Of(Findings findings) => !IsAnyOpen(findings) ? [] :
        [.. findings.Answers.Where(answer => answer.Question.Custodian.Connected).Select(answer => StillOpen(answer, findings)).OfType<CustodianQuestion>()];

    /// <summary>The same source with the items that it may have read and said nothing about; null where there are none.</summary>
    public static CustodianQuestion? GivenUp(CustodianAnswer answer, Findings findings) =>
        answer.Items.Where(one => IsGivenUp(answer, one) && findings.MayShow(one.Item) && !findings.HidesWho(one.Item)).Select(one => one.Item).ToImmutableArray() is { IsEmpty: false } items
            ? answer.Question with { Items = items, GivenUp = true }
            : null;

    /// <summary>True where asking again may bring an answer. What could not be believed may be an error page, a key that is being changed, or cut short.</summary>
    public static bool CanPass(CustodianSaid said) => said is
    {
        Said: Said.NotKnown,
        Because: Because.None or Because.NoReply or Because.TimedOut or Because.Unreachable or Because.Maintenance or Because.NotAsked or Because.Busy or Because.RejectedUnverified,
    };

    /// <summary>
    /// The same source with the items that it did not settle, or null where it settled them all. Where who holds something is hidden it is not
    /// asked again: it was named as silent, so that whatever came of it later would be known to be its.
    /// </summary>
    public static CustodianQuestion? StillOpen(CustodianAnswer answer, Findings findings) =>
        answer.Items.Where(one => IsOpen(answer, one) && findings.MayShow(one.Item) && !findings.HidesWho(one.Item)).Select(one => one.Item).ToImmutableArray() is { IsEmpty: false } items
            ? answer.Question with { Items = items }
            : null;

    // Most answers are complete, and pay for nothing but this.
    private static bool IsAnyOpen(Findings findings)
    {
        foreach (var answer in findings.Answers)
            foreach (var one in answer.Items)
                if (IsOpen(answer, one)) return true;
        return false;
    }

    // Whom no list points at and who is far from the child learns nothing of the question. Whose list spoke because it was silent itself is asked again.
    internal static bool IsOpen(CustodianAnswer answer, ItemSaid one) => IsUnsettled(answer, one) && MayBeReadAgain(answer, one);

    /// <summary>True where a source gave no answer that was to be used, and is not asked again because it may have read the question.</summary>
    public static bool IsGivenUp(CustodianAnswer answer, ItemSaid one) => IsUnsettled(answer, one) && !MayBeReadAgain(answer, one);

    // Where a file speaks there is nobody to ask.
    private static bool IsUnsettled(CustodianAnswer answer, ItemSaid one) => !answer.LeftOut && !answer.Question.Custodian.Uploads && (answer.Silent != Because.None || CanPass(one.Said));

    // To read some may tell a council, and is a line in a history of few: they are asked again only where the question certainly was not read.
    private static bool MayBeReadAgain(CustodianAnswer answer, ItemSaid one) =>
        !answer.Question.Custodian.Speaks.IsReadOnce()
        || (answer.Silent == Because.None ? one.Said.Because : answer.Silent) is Because.Unreachable or Because.NotAsked or Because.Busy or Because.Maintenance;

    public static string Write(IEnumerable<CustodianQuestion> open) => string.Join(' ', open.Select(one =>
        $"{(one.MayBeUnlisted ? "~" : "")}{(one.Pointed ? "+" : "")}{(one.GivenUp ? "-" : "")}{one.Custodian.Id}{(one.MustBeCurrent ? '!' : '=')}{string.Join(',', one.Items.Select(item => item.Word()))}"));

    /// <summary>Those that the register still has, with the items that may still go.</summary>
    public static ImmutableArray<CustodianQuestion> Read(string kept, Register register, Decision decision)
    {
        var open = ImmutableArray.CreateBuilder<CustodianQuestion>();
        foreach (var word in kept.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var mark = word.IndexOfAny(Marks);
            var id = word[..mark].TrimStart(Before);
            var before = word[..(mark - id.Length)];
            var custodian = register.CustodianOf(id);
            var items = word[(mark + 1)..].Split(',').Select(ItemOf).Where(item => decision.For(item) is { MayBeAsked: true }).ToImmutableArray();
            if (custodian is { Connected: true } && !items.IsEmpty) open.Add(Question(custodian, items, word[mark], before));
        }

        return open.ToImmutable();
    }

    private static CustodianQuestion Question(Custodian custodian, ImmutableArray<Item> items, char mark, string before) => new(custodian, items, mark == '!')
    {
        MayBeUnlisted = before.Contains('~', StringComparison.Ordinal),
        Pointed = before.Contains('+', StringComparison.Ordinal),
        GivenUp = before.Contains('-', StringComparison.Ordinal),
    };

    private static Item ItemOf(string word) => ItemWords.TryRead(word, out var item) ? item : throw new InvalidDataException("A stored item does not read.");
}
