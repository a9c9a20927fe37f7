using System.Net;

namespace Gateway.Simulator;

/// <summary>One custodian's list at the gateway: whole where it changed or the gateway has another, signed again every quarter of an hour.</summary>
internal sealed class ListOfCustodian(SimulatedCustodian custodian, PeopleStore people, GatewayDoor door, TimeProvider clock)
{
    private static readonly TimeSpan Resigned = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Looked = TimeSpan.FromMinutes(1);

    private string? list;
    private long sequence;
    private DateTimeOffset signedAt;
    private DateTimeOffset lookedAt;
    private bool wholeWanted;
    private long taken;

    public long Taken => Interlocked.Read(ref taken);

    /// <summary>Whoever is out of order, or lags behind, pushes nothing.</summary>
    public async Task TendAsync(CancellationToken stopping)
    {
        if (custodian.Behaviour is { Fault: not Fault.None } or { StaleMinutes: > 0 }) return;
        var now = clock.GetUtcNow();
        if (list is not null && now - lookedAt < Looked) return;
        lookedAt = now;
        var content = ListContent.Of(custodian, people, DateOnly.FromDateTime(now.UtcDateTime));
        var isSame = list == SignList.Hash(content) && !wholeWanted;
        if (isSame && now - signedAt < Resigned) return;
        var status = await SendAsync(isSame ? "same" : "whole", isSame ? [] : content, SignList.Hash(content), now, stopping);
        // It was counted further than we know, or the gateway has another list: once more, and whole.
        if (status == HttpStatusCode.Conflict) await SendAsync("whole", content, SignList.Hash(content), now, stopping);
    }

    private async Task<HttpStatusCode> SendAsync(string kind, byte[] content, string comesTo, DateTimeOffset now, CancellationToken stopping)
    {
        var body = SignList.Body(custodian.Id, sequence + 1, kind, now, content, comesTo, ListContent.Covers(custodian));
        var (status, answer) = await door.PostAsync(custodian.Agency.Id, body, stopping);
        if (answer is not { } said) return status;
        if (said.TryGetProperty("sequence", out var counted)) sequence = counted.GetInt64();
        if (status != HttpStatusCode.OK) return status;
        Interlocked.Increment(ref taken);
        (list, signedAt, wholeWanted) = (comesTo, now, said.GetProperty("wholeWanted").GetBoolean());
        return status;
    }
}
