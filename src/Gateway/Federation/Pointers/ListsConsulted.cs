using System.Collections.Immutable;
using Gateway.Rules.Federation;

namespace Gateway.Federation.Pointers;

/// <summary>What the lists came to: who is asked live, and what stands for the others, each in its place.</summary>
internal sealed class ListsConsulted(ImmutableArray<Consulted> all)
{
    public static ListsConsulted AllLive(ImmutableArray<CustodianQuestion> questions) => new([.. questions.Select(question => new Consulted(question, IsLive: true, null))]);

    public ImmutableArray<CustodianQuestion> Live => [.. all.Where(one => one.IsLive).Select(one => one.Question)];

    /// <summary>
    /// Every custodian's answer in the order of the questions. Where whoever is always asked did not answer, its list speaks if it could,
    /// and it is said that it was silent; whatever was answered stands.
    /// </summary>
    /// <param name="answers">To the live questions, in their order.</param>
    public ImmutableArray<CustodianAnswer> With(ImmutableArray<CustodianAnswer> answers)
    {
        var at = 0;
        return [.. all.Select(one => one.IsLive ? one.With(answers[at++]) : one.ByList!).Zip(all, (answer, one) => one.Unlisted == 0 ? answer : answer with { Unlisted = one.Unlisted })];
    }
}

/// <summary>One custodian's question after its list was looked in.</summary>
/// <param name="ByList">What stands where it is not asked or does not answer; null where nothing does.</param>
internal sealed record Consulted(CustodianQuestion Question, bool IsLive, CustodianAnswer? ByList)
{
    /// <summary>How many children it cannot list, from 0.</summary>
    public int Unlisted { get; init; }

    public CustodianAnswer With(CustodianAnswer live) => ByList switch
    {
        { } byList when IsSilence(live) => byList with { Took = live.Took, Silent = Question.Quietly ? Because.None : live.Items[0].Said.Because },
        // That it was asked as well would tell where a protected child lives; what it holds is said, nothing is said as by any other list.
        // Nor that it has no place for some of it: its list speaks of all that was asked.
        { } byList when Question.Quietly && live.Items.All(item => item.Said is { Said: Said.NothingHeld } or { Said: Said.NotKnown, Because: Because.NotCovered }) => byList with { Took = live.Took },
        _ => Question.MayBeUnlisted ? live.Unsure() : live,
    };

    // What came back and cannot be relied on is not silence: somebody there has something wrong with this child.
    private static bool IsSilence(CustodianAnswer answer) => answer.AsOf is null && answer.Items.All(item =>
        item.Said is { Said: Said.NotKnown, Because: Because.NoReply or Because.TimedOut or Because.Unreachable or Because.Busy or Because.NotCovered or Because.NotAsked });
}
