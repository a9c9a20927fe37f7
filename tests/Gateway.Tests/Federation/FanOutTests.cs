using System.Collections.Immutable;
using System.Globalization;
using Gateway.Federation;
using Gateway.Federation.Calls;
using Gateway.Rules.Federation;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;

namespace Gateway.Tests.Federation;

/// <summary>
/// Whole fan-outs with custodians that do whatever a seed says, in any order, held against ten lines of arithmetic.
/// GATEWAY_FANOUTS=1000000 runs a million, GATEWAY_FANOUT_SEED=N begins with another seed.
/// </summary>
public sealed class FanOutTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(2850);
    private static readonly int Count = Setting("GATEWAY_FANOUTS", 3000);
    private static readonly int First = Setting("GATEWAY_FANOUT_SEED", 1);
    private static readonly ChildAsked Child = new(NhsNumber.TryFromFirstNine(999_000_001, out var number) ? number : default, new DateOnly(2023, 3, 4));

    [Fact]
    public async Task A6_AnyFaultsInAnyOrder_GiveTheSameFactsAndNeverAFalseNothingHeld()
    {
        var (nothing, yes, unknown) = (0, 0, 0);
        for (var seed = First; seed < First + Count; seed++)
        {
            var script = Script.Of(new Random(seed));
            var once = await RunAsync(script, new Random(seed));
            var again = await RunAsync(script, new Random(-seed));
            var expected = Expected(script.Custodians);
            Assert.True(once == expected && again == expected, $"seed {seed}: {once} and {again}, expected {expected}");
            // What would hurt a child, said again without the arithmetic above.
            Assert.False(once.StartsWith("nothing", StringComparison.Ordinal) && script.Custodians.Any(one => one.Holds), $"seed {seed}");
            _ = once[0] switch { 'n' => nothing++, 'y' => yes++, _ => unknown++ };
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Count} fan-outs twice: {nothing} nothing held, {yes} yes, {unknown} not known; 0 false nothing held.");
        Assert.True(nothing > 0 && yes > 0 && unknown > 0);
    }

    [Fact]
    public async Task A1_FiveCustodiansThatHoldNothing_AreNothingHeld() =>
        Assert.Equal("nothing 5", await RunAsync(Script.Of([.. Enumerable.Repeat(Does(Deed.Answers), 5)]), new Random(1)));

    [Fact]
    public async Task A2_FourThatHoldNothingAndOneThatIsSilent_AreNotKnown() =>
        Assert.Equal("unknown 4", await RunAsync(Script.Of([.. Enumerable.Repeat(Does(Deed.Answers), 4), Does(Deed.Silent)]), new Random(1)));

    [Fact]
    public async Task A3_OneThatHoldsSomethingAndFourThatAreSilent_AreAYes() =>
        Assert.Equal("yes 1", await RunAsync(Script.Of([Does(Deed.Answers, holds: true), .. Enumerable.Repeat(Does(Deed.Silent), 4)]), new Random(1)));

    [Fact]
    public async Task A18_CustodianThatIsUnsureWhoIsMeant_IsNotKnown() =>
        Assert.Equal("unknown 1", await RunAsync(Script.Of(Does(Deed.Answers), Does(Deed.IsUnsure, holds: true)), new Random(1)));

    [Fact]
    public async Task A5_AnswerThatComesAfterTheDeadline_ChangesNothing()
    {
        var script = Script.Of(Does(Deed.Answers), Does(Deed.Answers, holds: true));
        using var handler = new ScriptHandler(script);
        var time = new MovableTime(ScriptHandler.Now);
        using var calls = new CustodianCalls(new CustodianHttp(handler), new CallLimits(), time);
        var asked = AskAsync(calls, time, script);
        handler.Release(0);
        time.Advance(Deadline);

        var answers = await asked;
        handler.Release(1);

        Assert.Equal([CustodianSaid.NothingHeld, CustodianSaid.NotKnown(Because.TimedOut)], answers.Select(answer => answer.Items.Single().Said));
    }

    // The client hears nothing of its cancellation, and neither does the time of an attempt end before the deadline.
    [Fact]
    public async Task A11_ClientThatIgnoresItsToken_DoesNotHoldTheAnswerBackBeyondTheDeadline()
    {
        var script = Script.Of(Does(Deed.Answers), Does(Deed.IgnoresItsToken));
        using var handler = new ScriptHandler(script);
        var time = new MovableTime(ScriptHandler.Now);
        using var calls = new CustodianCalls(new CustodianHttp(handler), new CallLimits { AttemptMilliseconds = 10_000 }, time);
        var asked = AskAsync(calls, time, script);
        handler.Release(0);
        handler.Release(1);
        time.Advance(Deadline - TimeSpan.FromMilliseconds(1));
        Assert.False(asked.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(CustodianSaid.NotKnown(Because.TimedOut), (await asked)[1].Items.Single().Said);
    }

    private static Scripted Does(Deed deed, bool holds = false) => new(deed, holds, Current: false);

    private static Task<ImmutableArray<CustodianAnswer>> AskAsync(CustodianCalls calls, TimeProvider time, Script script) => new AskCustodians(calls, NoFiles.Answer, time).AskAsync(
        script.RequestId, Child, Purpose.UnscheduledCare, new DateOnly(2025, 11, 22), script.Questions, Deadline, TestContext.Current.CancellationToken);

    private static string Expected(ImmutableArray<Scripted> custodians)
    {
        var answered = custodians.Count(one => one.Settles);
        if (custodians.Any(one => one.Settles && one.Holds)) return $"yes {answered}";
        return answered == custodians.Length ? $"nothing {answered}" : $"unknown {answered}";
    }

    private static async Task<string> RunAsync(Script script, Random order)
    {
        using var handler = new ScriptHandler(script);
        var time = new MovableTime(ScriptHandler.Now);
        var limits = new CallLimits { ExtraShare = 0 };
        using var calls = new CustodianCalls(new CustodianHttp(handler), limits, time);
        var asked = AskAsync(calls, time, script);
        foreach (var place in Enumerable.Range(0, script.Questions.Length).OrderBy(_ => order.Next())) handler.Release(place);
        time.Advance(TimeSpan.FromSeconds(3));
        var answers = await asked;
        Assert.Equal(script.Questions.Length, answers.Length);
        return Combined.Of([.. answers.Select(answer => answer.Items.Single().Said)]) switch
        {
            Combined.Yes(var coverage, _) => $"yes {coverage.Answered}",
            Combined.NothingHeld(var coverage) => $"nothing {coverage.Answered}",
            Combined.NotKnown(var coverage, _) => $"unknown {coverage.Answered}",
            var other => other.ToString(),
        };
    }

    private static int Setting(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var given) ? given : usual;
}
