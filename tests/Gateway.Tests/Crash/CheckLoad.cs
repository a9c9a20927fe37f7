using System.Collections.Concurrent;
using System.Text.Json;

namespace Gateway.Tests.Crash;

/// <summary>
/// Sixteen callers who ask one question after the other until the gateway is gone or they are told to stop. Some of the
/// questions are sent twice at once under one request id.
/// </summary>
internal sealed class CheckLoad
{
    private const int Callers = 16;

    private readonly Asking _asking;
    private readonly IReadOnlyList<Attendance> _attendances;
    private readonly ConcurrentQueue<Acknowledged> _acknowledged = new();
    private readonly ConcurrentQueue<string> _others = new();
    private readonly Task _callers;
    private volatile bool _over;
    private volatile bool _mayClose;
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Tuple<string, TaskCompletionSource>? _awaited;

    private CheckLoad(Asking asking, IReadOnlyList<Attendance> attendances, int seed)
    {
        (_asking, _attendances) = (asking, attendances);
        _callers = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(new Random(seed + caller)))));
    }

    public IReadOnlyCollection<Acknowledged> Acknowledged => _acknowledged;

    /// <summary>What came without a receipt, as status and type.</summary>
    public IReadOnlyCollection<string> Others => _others;

    public static async Task<CheckLoad> StartAsync(GatewayProcess gateway, IReadOnlyList<Attendance> attendances, int seed) =>
        new(await Asking.SignInAsync(gateway), attendances, seed);

    /// <summary>Completes with the next acknowledgement.</summary>
    public Task NextAsync() => Either((_next = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task);

    /// <summary>Completes when so many were acknowledged.</summary>
    public async Task ReachesAsync(int count)
    {
        while (_acknowledged.Count < count) await NextAsync();
    }

    /// <summary>Completes when an answer without a receipt came that is exactly this.</summary>
    public Task UntilOtherAsync(string statusAndType)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited = Tuple.Create(statusAndType, seen);
        return Either(seen.Task);
    }

    /// <summary>From now on one of two twin tries may be turned away by a closed ledger, and then the other starts afresh.</summary>
    public void ExpectAClosedLedger() => _mayClose = true;

    /// <summary>From now on a broken connection is no surprise, and nobody asks anything new.</summary>
    public void ExpectTheEnd() => _over = true;

    public async Task EndAsync()
    {
        _over = true;
        await _callers.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private Task Either(Task awaited) => Task.WhenAny(awaited, _callers).Unwrap().WaitAsync(TimeSpan.FromSeconds(60));

    private async Task CallAsync(Random random)
    {
        try
        {
            while (!_over)
            {
                var practitioner = random.Next(4) == 0 ? CrashSite.Receptionist : CrashSite.Nurse;
                var question = new Question(Guid.NewGuid(), practitioner, _attendances[random.Next(_attendances.Count)]);
                if (random.Next(8) > 0) await AskAsync(question);
                else Same(await Task.WhenAll(AskAsync(question), AskAsync(question)));
            }
        }
        catch (Exception fault) when (_over && fault is HttpRequestException or IOException or TaskCanceledException or JsonException)
        {
        }
    }

    private async Task<Acknowledged?> AskAsync(Question question)
    {
        var (status, body) = await _asking.AskAsync(question);
        if (Crash.Acknowledged.Read(question, status, body) is { } acknowledged)
        {
            _acknowledged.Enqueue(acknowledged);
            _next.TrySetResult();
            return acknowledged;
        }

        var other = $"{status} {body.GetProperty("type").GetString()}";
        _others.Enqueue(other);
        if (_awaited is var (wanted, seen) && other == wanted) seen.TrySetResult();
        return null;
    }

    private void Same(Acknowledged?[] pair)
    {
        if (_mayClose && (pair[0] is null || pair[1] is null)) return;
        Assert.Equal(pair[0], pair[1]);
    }
}
