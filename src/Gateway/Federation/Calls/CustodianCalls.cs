using System.Collections.Concurrent;
using Gateway.Agencies;
using Gateway.Federation.Silence;
using Gateway.Federation.Verified;
using Microsoft.Extensions.Options;

namespace Gateway.Federation.Calls;

/// <summary>Asks holders of the register, each through a pipeline of its own that is made when it is first asked.</summary>
public sealed class CustodianCalls : IDisposable
{
    private readonly ConcurrentDictionary<string, HolderLine> _lines = new(StringComparer.Ordinal);
    private readonly CallLimits _limits;
    private readonly TimeProvider _time;
    private readonly Func<VerifiedBy, CustodianHttp> _http;
    private readonly ChaosOnCalls? _chaos;
    private readonly SourcesHeard? _heard;

    public CustodianCalls(IOptions<CallLimits> limits, IOptions<FederationTls> tls, TimeProvider time, ChaosOnCalls? chaos = null, SourcesHeard? heard = null)
    {
        var (shared, pinned) = (CustodianHttp.Over(limits.Value), new PinnedTls(tls.Value.Ours, time));
        (_limits, _time, _chaos, _heard) = (limits.Value, time, chaos, heard);
        _http = by => by is VerifiedBy.Tls(var keys) ? CustodianHttp.Over(limits.Value, pinned.To(keys)) : shared;
    }

    internal CustodianCalls(CustodianHttp http, CallLimits limits, TimeProvider time) => (_limits, _time, _http) = (limits, time, _ => http);

    /// <param name="left">How long the answer may take; without time nobody is asked.</param>
    public Task<Reply> AskAsync(Holder holder, Posting posting, TimeSpan left, CancellationToken cancel) =>
        HearAsync(holder, new Call(holder, posting, left, patient: false, _time), cancel);

    /// <summary>How long is waited to hear whether somebody is involved.</summary>
    internal TimeSpan Involved => _limits.Involved;

    /// <summary>As <see cref="AskAsync"/>, where nobody waits for the answer: one attempt may take all of the time.</summary>
    public Task<Reply> AskPatientlyAsync(Holder holder, Posting posting, TimeSpan left, CancellationToken cancel) =>
        HearAsync(holder, new Call(holder, posting, left, patient: true, _time), cancel);

    public void Dispose()
    {
        foreach (var line in _lines.Values) line.Dispose();
    }

    private async Task<Reply> HearAsync(Holder holder, Call call, CancellationToken cancel)
    {
        var reply = await Line(holder).AskAsync(call, cancel);
        _heard?.Take(holder.Id, reply);
        return reply;
    }

    internal HolderLine Line(Holder holder) =>
        _lines.GetOrAdd(holder.Id, static (_, made) => new HolderLine(made.Holder, made.Calls._limits, made.Calls._http(made.Holder.VerifiedBy), made.Calls._time, made.Calls._chaos), (Holder: holder, Calls: this));
}
