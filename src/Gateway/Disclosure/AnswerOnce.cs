using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Gateway.Agencies;
using Gateway.Asks;
using Gateway.Disclosure.Admission;
using Gateway.Hosting;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>
/// One question, one decision, one notice: a retry joins its question while it runs, gets the same bytes for 60 seconds
/// after, and is then told that it was answered (wire words, section 6). Answers are kept in memory only: a system's as their
/// bytes, a page's, which are few, as they are.
/// </summary>
internal sealed class AnswerOnce : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(5);

    private readonly RunCheck _run;
    private readonly RecordUndecided _undecided;
    private readonly AdmitChecks _admit;
    private readonly WhomToRing _ring;
    private readonly TimeProvider _time;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly ILogger<AnswerOnce> _log;
    private readonly ConcurrentDictionary<Guid, Running> _running = new();
    private readonly ConcurrentQueue<(Guid Interaction, DateTimeOffset Until)> _ends = new();
    private readonly KeptAnswers _kept = new();
    private readonly ITimer _sweeper;
    private int _sweeping;

    public AnswerOnce(RunCheck run, RecordUndecided undecided, AdmitChecks admit, WhomToRing ring, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<AnswerOnce> log)
    {
        (_run, _undecided, _admit, _ring, _time, _lifetime, _log) = (run, undecided, admit, ring, time, lifetime, log);
        // An idle gateway forgets answers too.
        _sweeper = time.CreateTimer(_ => Sweep(), null, BetweenSweeps, BetweenSweeps);
    }

    /// <param name="policy">What was in force when the question came, taken once; null where nothing may be decided.</param>
    /// <param name="collects">The ask whose release is collected; null for a question of its own.</param>
    public async Task<CheckOutcome> AskAsync(
        AskedFrom from, Practitioner asker, Guid requestId, CheckQuestion question, PolicyBundle? policy, Ask? collects = null)
    {
        Sweep();
        var asked = new Asked(Interaction(asker, requestId, collects), from, asker, requestId, question, policy, collects);
        var mine = new Running(asker.Role, question, () => StartAsync(asked));
        var running = _running.GetOrAdd(asked.Interaction, mine);
        if (!running.Asks(asker.Role, question))
        {
            _log.LogWarning(SecurityEvents.RequestIdReused, "A request id came again with another question, from agency {Agency}", asker.Agency.Id);
            return new CheckOutcome.RequestIdReused();
        }

        return running.State switch
        {
            Lazy<Task<CheckOutcome>> answer => await answer.Value,
            KeptAnswers.Kept kept when from == AskedFrom.System && _kept.Read(kept) is { } reply => new CheckOutcome.Again(reply),
            // The ledger has the decision, and says that it was answered.
            _ => await RunAsync(asked),
        };
    }

    public void Dispose()
    {
        _sweeper.Dispose();
        _running.Clear();
    }

    private async Task<CheckOutcome> StartAsync(Asked asked)
    {
        // A fault, a closed ledger, no policy or no place is not an answer: the next try starts afresh.
        CheckOutcome? outcome = null;
        try
        {
            return outcome = await RunAsync(asked);
        }
        finally
        {
            if (outcome is null or CheckOutcome.LedgerClosed or CheckOutcome.NoPolicy or CheckOutcome.TooBusy or CheckOutcome.AgencyHeldBack) _running.TryRemove(asked.Interaction, out _);
            else Keep(asked, outcome);
        }
    }

    private async Task<CheckOutcome> RunAsync(Asked asked)
    {
        var admitted = _admit.Begin(asked.Asker.Agency, asked.Question.Purpose);
        if (admitted is not Admitted.Yes place)
        {
            var ring = _ring.ForAreas(asked.Asker.Agency.Areas);
            return admitted is Admitted.AgencyHeldBack ? new CheckOutcome.AgencyHeldBack(ring) : new CheckOutcome.TooBusy(ring);
        }

        using (place) return await DecideAsync(asked);
    }

    // The asker going away does not stop a check that was recorded: a retry joins it.
    private Task<CheckOutcome> DecideAsync(Asked asked) => asked.Policy is null
        ? _undecided.RunAsync(asked.Interaction, asked.RequestId, asked.Asker, asked.Question, _lifetime.ApplicationStopping)
        : _run.RunAsync(
            new CheckContext(asked.Interaction, asked.RequestId, asked.Asker, asked.Question, asked.Policy) { Collects = asked.Collects }, _lifetime.ApplicationStopping);

    private void Keep(Asked asked, CheckOutcome outcome)
    {
        var until = _time.GetUtcNow() + Kept;
        if (asked.From == AskedFrom.System && ReplyOf(outcome) is { } reply && _running.TryGetValue(asked.Interaction, out var running))
            running.State = _kept.Keep(reply, until);
        _ends.Enqueue((asked.Interaction, until));
    }

    private static Reply? ReplyOf(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Answered answered => answered.Reply,
        CheckOutcome.Refused refused => refused.Reply,
        _ => null,
    };

    private void Sweep()
    {
        if (Interlocked.Exchange(ref _sweeping, 1) == 1) return;
        var now = _time.GetUtcNow();
        while (_ends.TryPeek(out var end) && end.Until <= now && _ends.TryDequeue(out end)) _running.TryRemove(end.Interaction, out _);
        _kept.Sweep(now);
        Volatile.Write(ref _sweeping, 0);
    }

    private static Guid Interaction(Practitioner asker, Guid requestId, Ask? collects) => new(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{asker.Agency.Id}\n{asker.Subject}\n{requestId:N}{(collects is null ? "" : $"\n{collects.Id:N}")}")).AsSpan(0, 16));

    private sealed record Asked(
        Guid Interaction, AskedFrom From, Practitioner Asker, Guid RequestId, CheckQuestion Question, PolicyBundle? Policy, Ask? Collects);

    private sealed class Running(string role, CheckQuestion question, Func<Task<CheckOutcome>> start)
    {
        private volatile object _state = new Lazy<Task<CheckOutcome>>(start);

        /// <summary>The answer on its way or whole, or where its bytes are kept.</summary>
        public object State
        {
            get => _state;
            set => _state = value;
        }

        // What one role was given is not for another, though the person is the same.
        public bool Asks(string asRole, CheckQuestion other) => role == asRole && question.IsSameAs(other);
    }
}

/// <summary>A system is answered with bytes, a page with what it makes its view of.</summary>
internal enum AskedFrom
{
    System,
    Page,
}
