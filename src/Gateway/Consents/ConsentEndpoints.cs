using Gateway.Agencies;
using Gateway.Agencies.Tokens;
using Gateway.Audit;
using Gateway.Consents.Wire;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Policy;

namespace Gateway.Consents;

/// <summary>The endpoints: each reads one body about one child, and confirms only what the ledger has.</summary>
internal static class ConsentEndpoints
{
    private const int LargestBody = 16 * 1024;

    public static Task RecordAsync(HttpContext http) => TakeAsync(http, "record", (read, body) => read.Record(body));

    public static Task EngageAsync(HttpContext http) => TakeAsync(http, "engage", (read, body) => read.Engagement(body));

    public static Task WithdrawAsync(HttpContext http, string id) =>
        WithIdAsync(http, id, consent => TakeAsync(http, $"withdraw {consent:N}", (read, body) => read.Withdrawal(consent, body)));

    public static Task ReviewAsync(HttpContext http, string id) =>
        WithIdAsync(http, id, consent => TakeAsync(http, $"review {consent:N}", (read, body) => read.Review(consent, body)));

    public static async Task SearchAsync(HttpContext http)
    {
        if (await ReadAsync(http, (read, body) => read.Search(body)) is not var (requestId, search, _)) return;
        if (await RecorderAsync(http, requestId) is not { } recorder) return;
        var outcome = await http.RequestServices.GetRequiredService<SearchConsents>().RunAsync(recorder, search, Stopping(http));
        await (outcome switch
        {
            SearchOutcome.Found(var found, var receipt) => ChecksEndpoint.ReleaseAsync(http, new Release(receipt, WriteConsents.Found(found, receipt)), StatusCodes.Status200OK, "application/json"),
            SearchOutcome.Refused(var byRole) => Problems.WriteAsync(http, byRole ? ConsentProblems.RoleRecordsNone : ConsentProblems.NotInvolved),
            _ => Problems.WriteAsync(http, ConsentProblems.NotConfirmed),
        });
    }

    private static Task WithIdAsync(HttpContext http, string id, Func<Guid, Task> take) =>
        Guid.TryParseExact(id, "D", out var consent) ? take(consent) : Problems.WriteAsync(http, Problem.NotFound);

    private static async Task TakeAsync(
        HttpContext http, string what, Func<ReadConsent, ReadOnlyMemory<byte>, (ConsentCommand? Read, IReadOnlyList<FieldFault> Faults)> read)
    {
        if (await ReadAsync(http, read) is not var (requestId, command, body)) return;
        if (await RecorderAsync(http, requestId) is not { } recorder) return;
        var sent = http.RequestServices.GetRequiredService<ChildKeys>().OfSent($"{recorder.Practitioner.Role} {what}", body.Span);
        var outcome = await http.RequestServices.GetRequiredService<TakeStep>().TakeAsync(recorder, command, sent, Stopping(http));
        await (outcome switch
        {
            StepOutcome.Recorded(var step) => ConfirmOwn.WriteAsync(http, WriteConsents.Recorded(step), StatusCodes.Status201Created),
            StepOutcome.Refused(var byRole) => Problems.WriteAsync(http, byRole ? ConsentProblems.RoleRecordsNone : ConsentProblems.NotInvolved),
            StepOutcome.NotFound => Problems.WriteAsync(http, Problem.NotFound),
            StepOutcome.MovedOn => Problems.WriteAsync(http, ConsentProblems.MovedOn),
            StepOutcome.WhoseIsIt => Problems.WriteAsync(http, ConsentProblems.WhoseIsIt),
            StepOutcome.RequestIdReused => ReusedAsync(http, recorder.Agency),
            _ => Problems.WriteAsync(http, ConsentProblems.NotConfirmed),
        });
    }

    private static async Task<(Guid RequestId, T Read, ReadOnlyMemory<byte> Body)?> ReadAsync<T>(
        HttpContext http, Func<ReadConsent, ReadOnlyMemory<byte>, (T? Read, IReadOnlyList<FieldFault> Faults)> read) where T : class
    {
        if (http.Request.Headers["X-Request-ID"] is not [var id] || !Guid.TryParseExact(id, "D", out var requestId) || requestId == Guid.Empty)
        {
            await Problems.FieldsAsync(http, [new FieldFault("X-Request-ID", "Send one X-Request-ID header: a UUID of your own, the same when you try again.")]);
            return null;
        }

        if (!MediaTypes.IsJson(http.Request.ContentType))
        {
            await Problems.WriteAsync(http, Problem.UnknownMediaType);
            return null;
        }

        if (await RequestBody.ReadAsync(http, LargestBody) is not { } body) return null;
        var services = http.RequestServices;
        var today = LondonTime.Day(services.GetRequiredService<TimeProvider>().GetUtcNow());
        var (found, faults) = read(new ReadConsent(services.GetRequiredService<Register>(), today), body);
        if (found is not null) return (requestId, found, body);
        await Problems.FieldsAsync(http, faults);
        return null;
    }

    private static async Task<Recorder?> RecorderAsync(HttpContext http, Guid requestId)
    {
        var practitioner = SignedInPractitioner.Of(http) ?? throw new InvalidOperationException("The endpoint requires a signed-in practitioner.");
        if (http.RequestServices.GetRequiredService<PoliciesInForce>().Current is { } policy) return new Recorder(practitioner, requestId, policy);
        await Problems.WriteAsync(http, ConsentProblems.NotConfirmed);
        return null;
    }

    // The asker going away does not stop what is half recorded: a retry finds it.
    private static CancellationToken Stopping(HttpContext http) => http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    private static Task ReusedAsync(HttpContext http, Agency agency)
    {
        http.RequestServices.GetRequiredService<ILogger<TakeStep>>().LogWarning(
            SecurityEvents.RequestIdReused, "A request id came again with another record, from agency {Agency}", agency.Id);
        return Problems.WriteAsync(http, Problem.RequestIdReused);
    }
}
