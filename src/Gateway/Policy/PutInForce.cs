using System.Collections.Immutable;
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

    /// <summary>
    /// Once, when the store and the ledger are there: what the folder gave at the start may be older than what was in force. Where
    /// the ledger cannot record nothing is in force, as nothing could be answered, until it can.
    /// </summary>
    public async Task BeginAsync(CancellationToken stopping)
    {
        var loaded = policies.Schedule.All.Select(policy => (policy.Version, (PolicyReading)new PolicyReading.Valid(policy))).ToImmutableArray();
        policies.Recorded = 0;
        await OneByOneAsync(newest => JudgePolicies.Of(loaded, null, newest, Roles()), stopping);
        if (policies.Schedule.On(policies.Today) is null) throw new StartRefusedException(["No policy can be put in force: a newer one was.", .. _refused]);
    }

    /// <summary>Reads, refuses and swaps, now. False where the ledger could not record it: what was in force stays, and the next look tries again.</summary>
    public async Task<bool> RunAsync(CancellationToken stopping)
    {
        if (!await OneByOneAsync(newest => JudgePolicies.Of(folder.Read(), policies.Current, newest, Roles()), stopping)) return false;
        if (policies.Current is { } current) await seen.KeepAsync(current, stopping);
        return true;
    }

    public void Dispose() => _one.Dispose();

    private HashSet<string> Roles() => register.Agencies.Values
        .SelectMany(agency => agency.Issuer?.Roles.Values ?? []).Where(role => !ReferringRoles.IsOutsideMatrix(role)).ToHashSet(StringComparer.Ordinal);

    // The newest that was ever in force is read each time: another process on the same store may have put one in force.
    private async Task<bool> OneByOneAsync(Func<SeenPolicy?, Judged> judge, CancellationToken stopping)
    {
        await _one.WaitAsync(stopping);
        try
        {
            var newest = await seen.NewestAsync(stopping);
            var judged = judge(newest);
            foreach (var refused in judged.Refused) await RefuseAsync(refused, stopping);
            // Versions of later days, or not recorded yet, are known from here on and decide nothing.
            policies.Schedule = judged.Schedule;
            return await RecordAsync(judged.Schedule, newest, stopping);
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

    // A version decides nothing before the ledger says that it is in force; the next look tries again.
    private async Task<bool> RecordAsync(PolicySchedule schedule, SeenPolicy? newest, CancellationToken stopping)
    {
        if (schedule.On(policies.Today) is not { } next) return true;
        if (newest is null || next.Sequence > newest.Sequence)
        {
            if (await append(PolicyEntries.InForce(next, newest), stopping) is not AppendResult.Recorded) return false;
            await seen.RememberAsync(next, stopping);
            log.LogInformation("The policy {Version}, sequence {Sequence}, is in force", next.Version, next.Sequence);
        }

        policies.Recorded = Math.Max(policies.Recorded, next.Sequence);
        return true;
    }
}
