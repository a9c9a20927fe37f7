using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals;

/// <summary>What came of a step, on the wire: the same for every step there is.</summary>
internal static class ReferralAnswers
{
    public static Task WriteAsync(HttpContext http, Practitioner who, StepTaken taken) => taken switch
    {
        StepTaken.Taken done => ConfirmOwn.WriteAsync(http, http.RequestServices.GetRequiredService<WriteReferral>().Became(done), StatusCodes.Status200OK),
        StepTaken.Refused { Why: var why, Ring: var ring } => Problems.WriteAsync(http, ReferralProblems.NotPossible with { Detail = why.Words }, json =>
        {
            json.WriteString("reason"u8, why.Because.Word());
            if (ring is not null && http.RequestServices.GetRequiredService<FindCouncil>().Lines([ring], "Ring now: do not wait for this screen").ToArray() is [_, ..] lines) RingLines.Write(json, lines);
            if (why.Text is not { } text) return;
            json.WriteStartArray("fields"u8);
            json.WriteStartObject();
            json.WriteString("field"u8, "/" + text.Word());
            json.WriteString("words"u8, why.Words);
            json.WriteEndObject();
            json.WriteEndArray();
        }),
        StepTaken.NotFound => Problems.WriteAsync(http, Problem.NotFound),
        StepTaken.Elsewhere => Problems.WriteAsync(http, ReferralProblems.MovedOn),
        StepTaken.RequestIdReused => ReusedAsync(http, who),
        _ => WorkAnswers.ClosedAsync(http, who),
    };

    public static Task WriteAsync(HttpContext http, Practitioner who, ReferralSent sent) => sent switch
    {
        ReferralSent.Became(var taken) => WriteAsync(http, who, taken),
        ReferralSent.NotComplete(var missing) => Problems.WriteAsync(http, ReferralProblems.NotComplete, json => Fields(json, missing)),
        ReferralSent.NoCouncil(var found) => Problems.WriteAsync(http, ReferralProblems.NoCouncil, json =>
        {
            Fields(json, found.Select(each => new FieldFault(each.Field, Why(each.Council))));
            if (found.SelectMany(each => each.Council.Lines).Distinct().ToArray() is [_, ..] lines) RingLines.Write(json, lines);
        }),
        _ => Problems.WriteAsync(http, ReferralProblems.SentBefore),
    };

    public static Task ReusedAsync(HttpContext http, Practitioner who)
    {
        http.RequestServices.GetRequiredService<ILogger<TakeStep>>().LogWarning(
            SecurityEvents.RequestIdReused, "A request id came again with another referral, from agency {Agency}", who.Agency.Id);
        return Problems.WriteAsync(http, Problem.RequestIdReused);
    }

    private static string Why(CouncilFound found) => found is CouncilFound.NotConnected
        ? "This council does not receive referrals here. Ring the number that is given."
        : "Nobody knows which council this postcode belongs to. Ring, or choose the council and say why.";

    private static void Fields(System.Text.Json.Utf8JsonWriter json, IEnumerable<FieldFault> faults)
    {
        json.WriteStartArray("fields"u8);
        foreach (var fault in faults)
        {
            json.WriteStartObject();
            json.WriteString("field"u8, fault.Field);
            json.WriteString("words"u8, fault.Words);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
