using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Federation.Calls;
using Gateway.Federation.Pointers.Signing;
using Gateway.Federation.Silence;
using Gateway.Federation.Verified;
using Gateway.Hosting;
using Gateway.Rules.Federation.Pointers;
using Microsoft.Extensions.Options;

namespace Gateway.Federation.Pointers;

/// <summary>
/// Fetches one custodian's list: it says how far ours is and what it comes to, and is given the same signed submission that another would
/// push, which is judged and taken as that is.
/// </summary>
internal sealed class PullList : IDisposable
{
    // As much as may be pushed, as base64 and with room for the rest.
    private const int LargestAnswer = (PointersEndpoint.LargestBody / 3 * 4) + (64 * 1024);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CustodianKeys _signers;
    private readonly PointerKeys _keys;
    private readonly PointerIndex _index;
    private readonly TakePointers _take;
    private readonly SourcesHeard _heard;
    private readonly TimeProvider _time;
    private readonly CustodianHttp _shared;
    private readonly Func<VerifiedBy, CustodianHttp> _http;

    public PullList(CustodianKeys signers, PointerKeys keys, PointerIndex index, TakePointers take, IOptions<CallLimits> limits, IOptions<FederationTls> tls, SourcesHeard heard, TimeProvider time)
    {
        (_signers, _keys, _index, _take, _heard, _time) = (signers, keys, index, take, heard, time);
        var pinned = new PinnedTls(tls.Value.Ours, time);
        _shared = CustodianHttp.Over(limits.Value, largest: LargestAnswer);
        _http = by => by is VerifiedBy.Tls(var pins) ? CustodianHttp.Over(limits.Value, pinned.To(pins), LargestAnswer) : _shared;
    }

    /// <returns>Null where nothing came that is a submission of this custodian.</returns>
    public async Task<PointersTaken?> RunAsync(Custodian custodian, CancellationToken stopping)
    {
        var held = _index.Of(custodian.Id);
        var isGood = held?.Epoch == _keys.Newest?.Epoch && held?.Standing.AsOf > DateTimeOffset.UnixEpoch;
        var taken = await OnceAsync(custodian, held?.Taken.Sequence ?? 0, isGood ? held?.Taken.List : null, stopping);
        // It was counted further than this process knows, or the list that it changed is not the one that is here: once more, and whole.
        return taken is PointersTaken.Refused { Fault: SubmissionFault.Sequence or SubmissionFault.ListDiffers, Sequence: var last } ? await OnceAsync(custodian, last, null, stopping) : taken;
    }

    public void Dispose() => _shared.Dispose();

    private async Task<PointersTaken?> OnceAsync(Custodian custodian, long after, string? list, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(Patience, _time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        var request = Guid.NewGuid();
        var body = Body(request, after, list);
        try
        {
            var reply = await _http(custodian.VerifiedBy).PostAsync(new Uri(custodian.Endpoint!, "v1/pointers"), new Posting(body), BodyDigest.Of(body), ended.Token);
            _heard.TakeList(custodian.Id, reply);
            return reply is Reply.Body answer ? await TakeAsync(custodian, request, answer.Bytes, ended.Token) : null;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            _heard.TakeList(custodian.Id, null);
            return null;
        }
    }

    // The identifiers are gone when it is taken.
    private async Task<PointersTaken?> TakeAsync(Custodian custodian, Guid request, ReadOnlyMemory<byte> answer, CancellationToken stopping)
    {
        byte[] content = [];
        try
        {
            if (Read(answer, request, out content) is not { } signed || !signed.IsOf(custodian) || !signed.IsVouchedFor(_signers.Of(custodian))) return null;
            return await _take.RunAsync(signed, content, PointerEntries.Pulled(custodian.Agency, signed), stopping);
        }
        finally
        {
            if (MemoryMarshal.TryGetArray(answer, out var bytes)) CryptographicOperations.ZeroMemory(bytes);
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private static SignedEnvelope? Read(ReadOnlyMemory<byte> answer, Guid request, out byte[] content)
    {
        content = [];
        try
        {
            using var document = JsonDocument.Parse(answer, StrictJson.Options);
            var of = document.RootElement.Only("requestId", "envelope", "content");
            if (of.GetProperty("requestId").GetGuid() != request) return null;
            content = of.GetProperty("content").GetBytesFromBase64();
            return ReadEnvelope.Of(of.GetProperty("envelope").GetString());
        }
        catch (Exception fault) when (StrictJson.IsFault(fault))
        {
            return null;
        }
    }

    private static byte[] Body(Guid request, long after, string? list) => JsonBytes.Of(json =>
    {
        json.WriteString("requestId"u8, request);
        json.WriteNumber("after"u8, after);
        if (list is null) json.WriteNull("list"u8);
        else json.WriteString("list"u8, list);
    });
}
