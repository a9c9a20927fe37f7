using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit.Sealing;
using Gateway.Federation;
using Gateway.Federation.Pointers;
using Gateway.Matching;
using Gateway.Matching.Links;
using Gateway.Rules.Federation;
using Gateway.Rules.Federation.Pointers;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;
using Gateway.Tests.Agencies;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace Gateway.Tests.Federation.Pointers;

/// <summary>The lists of the demonstration's custodians as a check consults them, without a process: what is asked live and what stands.</summary>
internal sealed class ListKit
{
    public const string Near = "aldersham-csc";
    public static readonly string[] Far = ["brackenford-csc", "castlebridge-csc", "dunmere-csc", "eastholt-csc"];
    public static readonly string[] Councils = [Near, .. Far];

    private readonly PointerIndex _index = new();
    private readonly PointerKeys _keys;
    private readonly Register _register;

    /// <param name="withoutLists">Custodians whose register entry says of no list.</param>
    public ListKit(params string[] withoutLists)
    {
        _register = new Register("kit", Demonstration.Register.Agencies, [.. Demonstration.Register.Custodians.Select(one => withoutLists.Contains(one.Id) ? one with { Lists = null } : one)]);
        _keys = PointerKeys.Read(new ConfigurationBuilder().Build(), new HostingEnvironment { EnvironmentName = "Development" }, _register, new LedgerKey(new byte[LedgerKey.Length]));
    }

    public MergedNumbers Merged { get; } = new();

    public Home Lives { get; init; } = new(["aldersham-council"], Protected: false);

    public MovableTime Clock { get; } = new(GatewayHost.Night);

    public PointerKey Key => _keys.Newest!;

    public static NhsNumber Number(int n) => NhsNumber.Read(TestChild.NumberOf(n), out var number) == NhsNumberFault.None ? number : throw new InvalidOperationException();

    /// <summary>The custodian's whole list, in which these numbers have a plan.</summary>
    public void Lists(string custodian, IEnumerable<NhsNumber> numbers, int unlisted = 0, int described = 0)
    {
        var (at, sequence) = (Clock.GetUtcNow(), (_index.Of(custodian)?.Taken.Sequence ?? 0) + 1);
        var taken = new ListTaken(sequence, at, $"list {sequence}", PointerKinds.Plan);
        var list = new ListHeld(custodian, taken, new ListStanding(at, PointerKinds.Plan, unlisted, described), Key.Epoch, sequence, 0);
        Assert.True(_index.Take(new ListMove(list, null, SubmissionKind.Whole, [.. numbers.Select(number => Key.OfNumber(PointerKinds.Plan, number))])));
    }

    /// <summary>Asks for the plan flag, where the child is found in Aldersham.</summary>
    /// <param name="says">What a custodian says that is asked live; null is silence.</param>
    public ListAnswers Ask(ChildAsked child, ChildHeld? held, Func<string, CustodianSaid?> says)
    {
        var choose = new ChooseCustodians(_register);
        var questions = choose.For([Item.PlanFlag], Lives, ["aldersham"]);
        var consulted = new ConsultLists(_index, _keys, Merged, choose, Clock).Of(child, held, Lives, ["aldersham"], questions);
        var answers = consulted.With([.. consulted.Live.Select(question => says(question.Custodian.Id) is { } said ? Answer(question, said) : CustodianAnswer.NotKnown(question, Because.TimedOut, TimeSpan.Zero))]);
        return new ListAnswers(consulted.Live.Select(question => question.Custodian.Id).ToFrozenSet(), answers.ToFrozenDictionary(answer => answer.Question.Custodian.Id));
    }

    private CustodianAnswer Answer(CustodianQuestion question, CustodianSaid said) => new(question, Clock.GetUtcNow(), [new ItemSaid(Item.PlanFlag, said, null)], TimeSpan.Zero);
}

/// <param name="Live">Who was asked.</param>
/// <param name="Answers">What stands for each custodian.</param>
internal sealed record ListAnswers(FrozenSet<string> Live, FrozenDictionary<string, CustodianAnswer> Answers)
{
    public CustodianSaid Said(string custodian) => Assert.Single(Answers[custodian].Items).Said;
}
