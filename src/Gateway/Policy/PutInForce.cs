using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Rules.Policy;

namespace Gateway.Policy;

/// <summary>
/// Reads the folder again, refuses what may not be put in force, and swaps what may: recorded in the ledger first,
/// remembered in the store, then taken by the next question. What is in force stays until a newer version replaces it.
/// </summary>
internal sealed class PutInForce(
    PoliciesInForce policies, PolicyFolder folder, SeenPolicies seen, Register register, AppendToLedger append, ILogger<PutInForce> log) : IDisposable
{
    private const int MostRemembered = 1000;

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private SeenPolicy? _newest;

    /// <summary>Once, when the store and the ledger are there: what the folder gave at the start may be older than what was in force.</summary>
    public async Task BeginAsync(CancellationToken stopping)
    {
        _newest = await seen.NewestAsync(stopping);
        var loaded = policies.Schedule.All.Select(policy => (policy.Version, (PolicyReading)new PolicyReading.Valid(policy)));
        await OneByOneAsync(() => JudgePolicies.Of([.. loaded], null, _newest, Roles()), stopping);
        if (policies.Current is null) throw new StartRefusedException(["No policy can be put in force: a newer one was.", .. _refused]);
    }

    /// <summary>Reads, refuses and swaps, now. False where the ledger could not record it: what was in force stays, and the next look tries again.</summary>
    public Task<bool> RunAsync(CancellationToken stopping) =>
        OneByOneAsync(() => JudgePolicies.Of(folder.Read(), policies.Current, _newest, Roles()), stopping);

    public void Dispose() => _one.Dispose();

    private HashSet<string> Roles() => register.Agencies.Values
        .SelectMany(agency => agency.Issuer?.Roles.Values ?? []).Where(role => role != InformationGovernance.Role).ToHashSet(StringComparer.Ordinal);

    private async Task<bool> OneByOneAsync(Func<Judged> judge, CancellationToken stopping)
    {
        await _one.WaitAsync(stopping);
        try
        {
            var judged = judge();
            foreach (var refused in judged.Refused) await RefuseAsync(refused, stopping);
            if (!await RecordAsync(judged.Schedule, stopping)) return false;
            policies.Schedule = judged.Schedule;
            return true;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task RefuseAsync(RefusedPolicy refused, CancellationToken stopping)
    {
        if (_refused.Count > MostRemembered) _refused.Clear();
        if (!_refused.Add($"{refused.Name}: {string.Join("; ", refused.Faults)}")) return;
        log.LogError("The policy in folder {Folder} is refused, and what is in force stays:\n{Faults}", refused.Name, string.Join('\n', refused.Faults));
        await append(PolicyEntries.Refused(refused), stopping);
    }

    // A swap that the ledger cannot record is not made; the next look tries again.
    private async Task<bool> RecordAsync(PolicySchedule schedule, CancellationToken stopping)
    {
        if (schedule.On(policies.Today) is not { } next || next.Sequence == _newest?.Sequence) return true;
        if (_newest is not null && await append(PolicyEntries.InForce(next, _newest), stopping) is not AppendResult.Recorded) return false;
        _newest = await seen.RememberAsync(next, stopping);
        log.LogInformation("The policy {Version}, sequence {Sequence}, is in force", next.Version, next.Sequence);
        return true;
    }
}
