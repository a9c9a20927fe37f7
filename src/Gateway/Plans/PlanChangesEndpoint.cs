using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Referrals;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Notices;

namespace Gateway.Plans;

/// <summary>A council's system, or its conference service, says what happened to a child's plan.</summary>
internal static class PlanChangesEndpoint
{
    private const int MostAgencies = 12;

    public static async Task TellAsync(HttpContext http)
    {
        var (who, services) = (WorkAnswers.Who(http), http.RequestServices);
        if (!services.GetRequiredService<WhoMay>().Receives(who))
        {
            await Problems.WriteAsync(http, Problem.NotAllowed);
            return;
        }

        if (ChecksEndpoint.RequestIdOf(http) is not { } requestId)
        {
            await Problems.FieldsAsync(http, [ChecksEndpoint.RequestIdFault]);
            return;
        }

        if (await WorkAnswers.BodyAsync(http, "child", "change", "tell") is not { } body) return;
        var faults = new List<FieldFault>();
        var (child, change) = (ChildOf(body, faults), ChangeOf(body, faults));
        var tell = AgenciesOf(body, who, change, services.GetRequiredService<Register>(), faults);
        if (faults.Count > 0)
        {
            await Problems.FieldsAsync(http, faults);
            return;
        }

        var at = services.GetRequiredService<TimeProvider>().GetUtcNow();
        // The caller going away does not stop what is half done: sent again it tells nobody twice.
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await WriteAsync(http, await services.GetRequiredService<TellOfPlan>().RunAsync(who, requestId, child, new PlanChange(change, at), tell, stopping));
    }

    private static Task WriteAsync(HttpContext http, PlanOutcome outcome) => outcome switch
    {
        PlanOutcome.Told told => WorkAnswers.WriteAsync(http, told.Receipt, json => Write(json, told)),
        PlanOutcome.Refused refused => ChecksEndpoint.ReleaseAsync(
            http, WriteCheck.AsProblem(refused.Receipt, WriteCheck.Body(refused.Refusal), "refused", "Not available by this route", StatusCodes.Status403Forbidden, refused.Refusal.Words, "policy"), StatusCodes.Status403Forbidden,
            "application/problem+json"),
        PlanOutcome.LedgerClosed closed => Problems.WriteAsync(http, Problem.LedgerClosed, json => RingLines.Write(json, closed.RingNow)),
        PlanOutcome.NoPolicy none => Problems.WriteAsync(http, Problem.NoPolicy, json => RingLines.Write(json, none.RingNow)),
        PlanOutcome.TooBusy busy => HeldBackAsync(http, Problem.TooBusy, busy.RingNow),
        PlanOutcome.AgencyHeldBack held => HeldBackAsync(http, Problem.TooManyChecks, held.RingNow),
        _ => throw new InvalidOperationException(),
    };

    private static Task HeldBackAsync(HttpContext http, Problem problem, IEnumerable<RingAnswer> ring)
    {
        http.Response.Headers.RetryAfter = "1";
        return Problems.WriteAsync(http, problem, json => RingLines.Write(json, ring));
    }

    // Which of them has the child is not said: the ledger has it, and they are told.
    private static void Write(Utf8JsonWriter json, PlanOutcome.Told told)
    {
        json.WriteString("change"u8, told.Id);
        json.WriteStartArray("told"u8);
        foreach (var (agency, state) in told.Agencies)
        {
            json.WriteStartObject();
            json.WriteString("agency"u8, agency.Id);
            json.WriteString("state"u8, state.Said());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (told.Visiting.IsEmpty) return;
        json.WriteStartArray("visiting"u8);
        foreach (var (part, state) in told.Visiting)
        {
            json.WriteStartObject();
            json.WriteString("who"u8, part.Word());
            json.WriteString("state"u8, state.Said());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static ChildAsked ChildOf(JsonElement body, List<FieldFault> faults)
    {
        if (body.TryGetProperty("child", out var child) && child.ValueKind == JsonValueKind.Object && child.EnumerateObject().Count() == 2
            && child.TryGetProperty("nhsNumber", out var number) && number.ValueKind == JsonValueKind.String && NhsNumber.Read(number.GetString(), out var read) == NhsNumberFault.None
            && child.TryGetProperty("dateOfBirth", out var born) && born.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(born.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new ChildAsked(read, day);
        faults.Add(new FieldFault("/child", "Send the child's NHS number and date of birth"));
        return default;
    }

    private static PlanChangeKind ChangeOf(JsonElement body, List<FieldFault> faults)
    {
        if (body.TryGetProperty("change", out var change) && change.ValueKind == JsonValueKind.String && PlanWords.Read(change.GetString()) is { } kind) return kind;
        faults.Add(new FieldFault("/change", "Send started, category-changed, ended or moved"));
        return default;
    }

    private static ImmutableArray<Agency> AgenciesOf(JsonElement body, Practitioner who, PlanChangeKind change, Register register, List<FieldFault> faults)
    {
        string?[] named = body.TryGetProperty("tell", out var tell) && tell.ValueKind == JsonValueKind.Array && tell.GetArrayLength() is > 0 and <= MostAgencies
            ? [.. tell.EnumerateArray().Select(one => one.ValueKind == JsonValueKind.String ? one.GetString() : null)] : [];
        if (named.Length == 0) faults.Add(new FieldFault("/tell", "Name from one to 12 agencies that may have the child"));
        if (named.Distinct().Count() != named.Length) faults.Add(new FieldFault("/tell", "Name each agency once"));
        var found = ImmutableArray.CreateBuilder<Agency>();
        foreach (var (id, n) in named.Select((id, n) => (id, n)))
            if (id is not null && register.Agencies.GetValueOrDefault(id) is { Kind: AgencyKind.GpPractice or AgencyKind.School or AgencyKind.NhsTrust } agency && agency.Id != who.Agency.Id && TellOfPlan.Tells(change, agency)) found.Add(agency);
            else faults.Add(new FieldFault($"/tell/{n}", change == PlanChangeKind.Moved ? "Name a practice or a school of the register" : "Name a practice, a school or a trust of the register"));
        return found.ToImmutable();
    }
}
