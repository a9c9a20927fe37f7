using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Gateway.Agencies;
using Gateway.Asks;
using Gateway.Hosting;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>
/// One question, one decision, one notice: a retry joins its question while it runs, gets the same bytes for 60 seconds
/// after, and is then told that it was answered (wire words, section 6). Answers are kept in memory only.
/// </summary>
internal sealed class AnswerOnce : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(5);

    private readonly RunCheck _run;
    private readonly RecordUndecided _undecided;
    private readonly TimeProvider _time;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly ILogger<AnswerOnce> _log;
    private readonly ConcurrentDictionary<Guid, Running> _running = new();
    private readonly ConcurrentQueue<(Guid Interaction, DateTimeOffset Until)> _ends = new();
    private readonly ITimer _sweeper;
    private int _sweeping;

    public AnswerOnce(RunCheck run, RecordUndecided undecided, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<AnswerOnce> log)
    {
        (_run, _undecided, _time, _lifetime, _log) = (run, undecided, time, lifetime, log);
        // An idle gateway forgets answers too.
        _sweeper = time.CreateTimer(_ => Sweep(), null, BetweenSweeps, BetweenSweeps);
    }

    /// <param name="policy">What was in force when the question came, taken once; null where nothing may be decided.</param>
    /// <param name="collects">The ask whose release is collected; null for a question of its own.</param>
    public async Task<CheckOutcome> AskAsync(Practitioner asker, Guid requestId, CheckQuestion question, PolicyBundle? policy, Ask? collects = null)
    {
        Sweep();
        var interaction = Interaction(asker, requestId, collects);
        var mine = new Running(asker.Role, question, () => StartAsync(interaction, asker, requestId, question, policy, collects));
        var running = _running.GetOrAdd(interaction, mine);
        if (!running.Asks(asker.Role, question))
        {
            _log.LogWarning(SecurityEvents.RequestIdReused, "A request id came again with another question, from agency {Agency}", asker.Agency.Id);
            return new CheckOutcome.RequestIdReused();
        }

        return await running.Answer.Value;
    }

    public void Dispose()
    {
        _sweeper.Dispose();
        _running.Clear();
    }

    private async Task<CheckOutcome> StartAsync(Guid interaction, Practitioner asker, Guid requestId, CheckQuestion question, PolicyBundle? policy, Ask? collects)
    {
        // A fault, a closed ledger or no policy is not an answer: the next try starts afresh.
        CheckOutcome? outcome = null;
        try
        {
            // The asker going away does not stop a check that was recorded: a retry joins it.
            return outcome = policy is null
                ? await _undecided.RunAsync(interaction, requestId, asker, question, _lifetime.ApplicationStopping)
                : await _run.RunAsync(new CheckContext(interaction, requestId, asker, question, policy) { Collects = collects }, _lifetime.ApplicationStopping);
        }
        finally
        {
            if (outcome is null or CheckOutcome.LedgerClosed or CheckOutcome.NoPolicy) _running.TryRemove(interaction, out _);
            else _ends.Enqueue((interaction, _time.GetUtcNow() + Kept));
        }
    }

    private void Sweep()
    {
        if (Interlocked.Exchange(ref _sweeping, 1) == 1) return;
        var now = _time.GetUtcNow();
        while (_ends.TryPeek(out var end) && end.Until <= now && _ends.TryDequeue(out end)) _running.TryRemove(end.Interaction, out _);
        Volatile.Write(ref _sweeping, 0);
    }

    private static Guid Interaction(Practitioner asker, Guid requestId, Ask? collects) => new(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{asker.Agency.Id}\n{asker.Subject}\n{requestId:N}{(collects is null ? "" : $"\n{collects.Id:N}")}")).AsSpan(0, 16));

    private sealed class Running(string role, CheckQuestion question, Func<Task<CheckOutcome>> start)
    {
        public Lazy<Task<CheckOutcome>> Answer { get; } = new(start);

        // What one role was given is not for another, though the person is the same.
        public bool Asks(string asRole, CheckQuestion other) => role == asRole && question.IsSameAs(other);
    }
}
