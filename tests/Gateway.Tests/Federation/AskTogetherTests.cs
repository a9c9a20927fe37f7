using System.Collections.Immutable;
using Gateway.Audit;
using Gateway.Federation;
using Gateway.Federation.Calls;
using Gateway.Rules.Federation;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Gateway.Tests.Federation;

/// <summary>The same child asked about by several people of one agency at once is one round of calls, and each has their own decision.</summary>
public sealed class AskTogetherTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(2850);
    private static readonly DateOnly Since = new(2025, 11, 22);
    private static readonly ChildAsked Child = ChildOf(999_000_001);

    [Theory, MemberData(nameof(Stores))]
    public async Task P21_TwoNursesAtOnce_AreOneRoundOfCallsAndTwoDecisions(string store)
    {
        var child = TestChild.Of(61, "ZB1 1AA");
        var setting = new Setting(child) { Recorded = true, More = new Dictionary<string, string> { ["Federation:Calls:JoinMilliseconds"] = "5000" } };
        await using var gateway = await GatewayHost.StartAsync(server, store, setting);
        gateway.Attends(child);
        gateway.Holds("brackenford-csc", child, Disclosure.Held.Plan);
        // No custodian answers before both ask.
        gateway.Relay!.Between = path => path.EndsWith("/v1/answers", StringComparison.Ordinal)
            ? gateway.Logs.SaysAsync(AskTogether.Joined, TestContext.Current.CancellationToken)
            : Task.CompletedTask;

        var question = new Question(child, "plan-flag") { Deadline = 10_000 };
        Question[] both = [question, question with { Asker = "second-nurse", RequestId = Guid.NewGuid() }];
        var answers = await Task.WhenAll(both.Select(gateway.AskAsync));

        foreach (var answer in answers) Assert.Equal("yes", answer.Is(200).Says("plan-flag"));
        var asked = gateway.Relay.Questions.Where(one => one.Path.EndsWith("/v1/answers", StringComparison.Ordinal)).ToList();
        Assert.Equal(asked.Count, asked.DistinctBy(one => one.Path).Count());
        await EachHasTheirOwnAsync(gateway, both, asked[0].Body.GetProperty("requestId").GetGuid());
    }

    private static async Task EachHasTheirOwnAsync(GatewayHost gateway, Question[] both, Guid askedUnder)
    {
        var disclosures = await gateway.Entries.OfAsync(EntryType.Disclosure);
        string[] askers = ["nurse", "second-nurse"];
        Assert.Equal(askers, (await gateway.Entries.OfAsync(EntryType.Decision)).Select(one => one.Common.GetProperty("practitioner").GetString()).Order());
        var checks = disclosures.Where(one => one.Common.TryGetProperty("identity", out _)).ToList();
        Assert.Equal(askers, checks.Select(one => one.Common.GetProperty("practitioner").GetString()).Order());
        // Whose id the custodians know is in both: in the other's by name.
        var other = checks.Single(one => one.Common.GetProperty("request").GetGuid() != askedUnder);
        Assert.Contains(askedUnder, both.Select(one => one.RequestId));
        Assert.Equal(askedUnder, other.Child!.Value.GetProperty("askedUnder").GetGuid());
        Assert.False(checks.Single(one => one != other).Child!.Value.TryGetProperty("askedUnder", out _));
    }

    [Fact]
    public async Task B12_TwoHundredAtOnce_AreOneRoundOfCalls()
    {
        using var bed = new Bed(holds: true);
        var asked = Enumerable.Range(0, 200).AsParallel().WithDegreeOfParallelism(8).WithExecutionMode(ParallelExecutionMode.ForceParallelism).Select(_ => bed.AskAsync()).ToList();

        bed.Release();
        var rounds = await Task.WhenAll(asked);

        Assert.Equal(bed.Custodians, bed.Sent);
        Assert.All(rounds, round => Assert.Contains(round.Answers, answer => answer.Items.Single().Said == CustodianSaid.Held));
        Assert.Single(rounds.Select(round => round.AskedUnder).Distinct());
    }

    [Fact]
    public async Task Whatever_differs_is_a_round_of_its_own()
    {
        using var bed = new Bed();
        var current = bed.Questions.SetItem(0, bed.Questions[0] with { MustBeCurrent = true });
        var items = bed.Questions.SetItem(0, bed.Questions[0] with { Items = [Item.LookedAfter] });
        Task<RoundAnswers>[] asked =
        [
            bed.AskAsync(), bed.AskAsync(agency: "another-trust"), bed.AskAsync(child: ChildOf(999_000_002)), bed.AskAsync(child: Child with { DateOfBirth = Child.DateOfBirth.AddDays(1) }),
            bed.AskAsync(purpose: Purpose.Section47), bed.AskAsync(since: Since.AddDays(-1)), bed.AskAsync(questions: current), bed.AskAsync(questions: items), bed.AskAsync(questions: bed.Questions.RemoveAt(0)),
            bed.AskAsync(deadline: Deadline - TimeSpan.FromMilliseconds(250)), bed.AskAsync(deadline: Deadline + TimeSpan.FromMilliseconds(250)),
        ];
        Assert.Equal((asked.Length * bed.Custodians) - 1, bed.Sent);

        bed.Release();
        await Task.WhenAll(asked);
    }

    [Fact]
    public async Task Round_that_is_no_longer_young_or_is_over_is_not_joined()
    {
        using var bed = new Bed();
        var first = bed.AskAsync();
        bed.Time.Advance(TimeSpan.FromMilliseconds(249));
        var second = bed.AskAsync();
        Assert.Equal(bed.Custodians, bed.Sent);
        bed.Time.Advance(TimeSpan.FromMilliseconds(1));
        var third = bed.AskAsync();
        Assert.Equal(2 * bed.Custodians, bed.Sent);

        bed.Release();
        await Task.WhenAll(first, second, third);
        await bed.AskAsync();

        Assert.Equal(3 * bed.Custodians, bed.Sent);
    }

    [Fact]
    public async Task Round_ends_by_the_first_deadline_of_those_who_wait_with_what_has_come()
    {
        using var bed = new Bed(holds: true);
        var (first, hurried) = (bed.AskAsync(), bed.AskAsync(deadline: Deadline - TimeSpan.FromMilliseconds(100)));
        bed.Release(0);
        bed.Time.Advance(Deadline - TimeSpan.FromMilliseconds(101));
        Assert.False(hurried.IsCompleted);

        bed.Time.Advance(TimeSpan.FromMilliseconds(1));

        foreach (var round in (RoundAnswers[])[await hurried, await first])
            Assert.Equal([CustodianSaid.Held, CustodianSaid.NotKnown(Because.TimedOut)], round.Answers.Select(answer => answer.Items.Single().Said));
        Assert.Equal(bed.Custodians, bed.Sent);
    }

    [Fact]
    public async Task Many_who_are_each_a_little_more_hurried_do_not_take_the_time_of_whoever_began()
    {
        using var bed = new Bed();
        var first = bed.AskAsync();
        var hurried = Enumerable.Range(1, 10).Select(each => bed.AskAsync(deadline: Deadline - (each * TimeSpan.FromMilliseconds(200)))).ToList();
        bed.Time.Advance(Deadline - TimeSpan.FromMilliseconds(251));

        await hurried[^1].WaitAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(hurried.Skip(1)).WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(first.IsCompleted);
        bed.Release();
        await Task.WhenAll([first, .. hurried]);
    }

    [Fact]
    public async Task Whoever_began_may_go_away_and_the_others_have_their_answers()
    {
        using var bed = new Bed(holds: true);
        using var gone = new CancellationTokenSource();
        var (first, second) = (bed.AskAsync(gone: gone), bed.AskAsync());
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        bed.Release();

        Assert.Contains((await second).Answers, answer => answer.Items.Single().Said == CustodianSaid.Held);
    }

    [Fact]
    public async Task Round_that_nobody_waits_for_ends_and_is_joined_by_nobody()
    {
        using var bed = new Bed();
        using var gone = new CancellationTokenSource();
        var asked = bed.AskAsync(gone: gone);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);

        var another = bed.AskAsync();
        bed.Release();
        await another;

        Assert.Equal(2 * bed.Custodians, bed.Sent);
    }

    private static ChildAsked ChildOf(int firstNine) => new(NhsNumber.TryFromFirstNine(firstNine, out var number) ? number : default, new DateOnly(2023, 3, 4));

    private sealed class Bed : IDisposable
    {
        private readonly Script _script;
        private readonly ScriptHandler _handler;
        private readonly CountedHandler _counted;
        private readonly CustodianCalls _calls;
        private readonly AskTogether _together;

        public Bed(bool holds = false)
        {
            _script = Script.Of(new Scripted(Deed.Answers, holds, Current: false), new Scripted(Deed.Answers, Holds: false, Current: false));
            _handler = new ScriptHandler(_script);
            _counted = new CountedHandler(_handler);
            _calls = new CustodianCalls(new CustodianHttp(_counted), new CallLimits { AttemptMilliseconds = 10_000 }, Time);
            _together = new AskTogether(new AskCustodians(_calls, NoFiles.Answer, Time), Options.Create(new CallLimits()), Time, NullLogger<AskTogether>.Instance);
        }

        public MovableTime Time { get; } = new(ScriptHandler.Now);

        public ImmutableArray<CustodianQuestion> Questions => _script.Questions;

        public int Custodians => _script.Questions.Length;

        public int Sent => _counted.Sent;

        public Task<RoundAnswers> AskAsync(
            string agency = "a-trust", ChildAsked? child = null, Purpose purpose = Purpose.UnscheduledCare, DateOnly? since = null, ImmutableArray<CustodianQuestion>? questions = null,
            TimeSpan? deadline = null, CancellationTokenSource? gone = null) =>
            _together.AskAsync(agency, _script.RequestId, child ?? Child, purpose, since ?? Since, questions ?? Questions, deadline ?? Deadline, gone?.Token ?? TestContext.Current.CancellationToken);

        public void Release()
        {
            for (var place = 0; place < Custodians; place++) Release(place);
        }

        public void Release(int place) => _handler.Release(place);

        public void Dispose()
        {
            _calls.Dispose();
            _counted.Dispose();
        }
    }

    private sealed class CountedHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private int _sent;

        public int Sent => Volatile.Read(ref _sent);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _sent);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
