using System.Collections.Immutable;
using Gateway.Federation.Calls;
using Gateway.Rules.Policy;
using Microsoft.Extensions.Options;

namespace Gateway.Federation;

/// <summary>
/// The same question about the same child, asked by several people of one agency at once, is one round of calls: a council that notes who
/// reads is told once, and each asker has their own decision and entries. Of another agency's question nothing is to be noticed, not even
/// that an answer came sooner.
/// </summary>
public sealed class AskTogether(AskCustodians ask, IOptions<CallLimits> limits, TimeProvider time, ILogger<AskTogether> log)
{
    /// <summary>Said when somebody joins.</summary>
    public const string Joined = "The same was being asked already: its answers serve both";

    private readonly TimeSpan _young = limits.Value.Join;
    private readonly Dictionary<SameQuestion, Round> _rounds = [];
    private readonly Lock _turn = new();

    /// <param name="agency">The asker's.</param>
    /// <param name="requestId">Under which the custodians are asked, where a round begins here.</param>
    public async Task<RoundAnswers> AskAsync(
        string agency, Guid requestId, ChildAsked child, Purpose purpose, DateOnly since, ImmutableArray<CustodianQuestion> questions, TimeSpan deadline, CancellationToken cancel)
    {
        if (questions.IsEmpty || deadline <= TimeSpan.Zero)
            return new RoundAnswers(requestId, await ask.AskAsync(requestId, child, purpose, since, questions, deadline, cancel));
        var round = JoinOrBegin(new SameQuestion(agency, child, purpose, since, questions), requestId, deadline, out var begins);
        // Its time is its own: whoever began it may go away, and the others wait on.
        if (begins) round.Begin(ask.AskUntilAsync(requestId, child, purpose, since, questions, deadline, round.Enough.Token, round.Ended.Token));
        try
        {
            return new RoundAnswers(round.AskedUnder, await round.Answers.WaitAsync(cancel));
        }
        finally
        {
            Leave(round);
        }
    }

    private Round JoinOrBegin(SameQuestion question, Guid requestId, TimeSpan deadline, out bool begins)
    {
        lock (_turn)
        {
            begins = !(_rounds.TryGetValue(question, out var running) && MayBeJoined(running, deadline));
            if (!begins)
            {
                log.LogDebug(Joined);
                return running!.With(deadline);
            }

            return _rounds[question] = new Round(question, requestId, deadline, time);
        }
    }

    // A round ends by the first deadline of those who wait for it, and nobody's sources have much less time for that, however many join.
    private bool MayBeJoined(Round round, TimeSpan deadline) =>
        !round.Answers.IsCompleted && round.Age < _young && deadline > round.First - round.Age - _young && deadline < round.Left + _young;

    // An answer that has come is nobody else's: who asks after that asks anew.
    private void Leave(Round round)
    {
        lock (_turn)
        {
            if (_rounds.TryGetValue(round.Question, out var current) && ReferenceEquals(current, round) && (round.Answers.IsCompleted || round.Askers == 1))
                _rounds.Remove(round.Question);
            if (--round.Askers > 0) return;
        }

        if (!round.Answers.IsCompleted) round.Ended.Cancel();
        round.Dispose();
    }

    private sealed class Round(SameQuestion question, Guid askedUnder, TimeSpan deadline, TimeProvider time) : IDisposable
    {
        private readonly long _began = time.GetTimestamp();
        private TimeSpan _deadline = deadline;
        private readonly TaskCompletionSource<ImmutableArray<CustodianAnswer>> _answers = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SameQuestion Question => question;

        public Guid AskedUnder => askedUnder;

        /// <summary>Nobody waits any more.</summary>
        public CancellationTokenSource Ended { get; } = new();

        /// <summary>Somebody's time is over: what has come is what they all have.</summary>
        public CancellationTokenSource Enough { get; } = new(Timeout.InfiniteTimeSpan, time);

        public Task<ImmutableArray<CustodianAnswer>> Answers => _answers.Task;

        public int Askers { get; set; } = 1;

        // Outside of everybody's turn: to ask a hundred councils takes a while.
        public void Begin(Task<ImmutableArray<CustodianAnswer>> asked) =>
            _ = asked.ContinueWith(static (done, answers) => ((TaskCompletionSource<ImmutableArray<CustodianAnswer>>)answers!).SetFromTask(done), _answers, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        public TimeSpan Age => time.GetElapsedTime(_began);

        public TimeSpan Left => _deadline - Age;

        /// <summary>The deadline of whoever began it, from its beginning.</summary>
        public TimeSpan First { get; } = deadline;

        public Round With(TimeSpan theirs)
        {
            Askers++;
            if (theirs >= Left) return this;
            _deadline = Age + theirs;
            Enough.CancelAfter(theirs);
            return this;
        }

        public void Dispose()
        {
            Ended.Dispose();
            Enough.Dispose();
        }
    }

    private sealed class SameQuestion(string agency, ChildAsked child, Purpose purpose, DateOnly since, ImmutableArray<CustodianQuestion> questions) : IEquatable<SameQuestion>
    {
        public ChildAsked Child => child;

        public Purpose Purpose => purpose;

        public DateOnly Since => since;

        public ImmutableArray<CustodianQuestion> Questions => questions;

        private string Agency => agency;

        public bool Equals(SameQuestion? other) =>
            ReferenceEquals(this, other) || (other is not null && Agency == other.Agency && child.NhsNumber == other.Child.NhsNumber && child.DateOfBirth == other.Child.DateOfBirth
            && purpose == other.Purpose && since == other.Since && questions.AsSpan().SequenceEqual(other.Questions.AsSpan(), SameToOne.Instance));

        public override bool Equals(object? obj) => Equals(obj as SameQuestion);

        public override int GetHashCode() => HashCode.Combine(agency, child.NhsNumber, child.DateOfBirth, purpose, since, questions.Length);
    }

    private sealed class SameToOne : IEqualityComparer<CustodianQuestion>
    {
        public static readonly SameToOne Instance = new();

        // Whatever else is said of a question has to be the same too: it decides how the answer is judged and what of it is shown.
        public bool Equals(CustodianQuestion? x, CustodianQuestion? y) =>
            x is not null && y is not null && x.Items.AsSpan().SequenceEqual(y.Items.AsSpan()) && x with { Items = default } == y with { Items = default };

        public int GetHashCode(CustodianQuestion obj) => HashCode.Combine(obj.Custodian.Id, obj.Items.Length);
    }
}

/// <summary>What one round of calls came to.</summary>
/// <param name="AskedUnder">The id under which the custodians know the question; the first asker's.</param>
public sealed record RoundAnswers(Guid AskedUnder, ImmutableArray<CustodianAnswer> Answers);
