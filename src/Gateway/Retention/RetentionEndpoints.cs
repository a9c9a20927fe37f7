using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Audit.Search;
using Gateway.Consents.Wire;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Referrals;
using Gateway.Retention.Store;
using Gateway.Rules.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Retention;

/// <summary>Retention over the API, for an agency's information governance officer: the rules, what goes, holds, and what is held about a child.</summary>
internal static class RetentionEndpoints
{
    private const int MostDays = 366;

    public static async Task ShowAsync(HttpContext http)
    {
        if (await OfficerAsync(http) is not { } who) return;
        var services = http.RequestServices;
        var holds = await services.GetRequiredService<PutHold>().OfAsync(who, http.RequestAborted);
        if (await RecordAsync(http, who, "retention-read", holds.Select(each => each.Hold.Id)) is not { } receipt) await WorkAnswers.ClosedAsync(http, who);
        else
        {
            var (rules, sweeps) = (WriteRetention.RulesOf(services, who.Agency.Id), await SweepsAsync(services, http.RequestAborted));
            await WorkAnswers.WriteAsync(http, receipt, json => WriteRetention.To(json, rules, holds, sweeps, services.GetRequiredService<SealHolds>()));
        }
    }

    public static async Task PreviewAsync(HttpContext http)
    {
        if (await OfficerAsync(http) is not { } who) return;
        if (!int.TryParse(http.Request.Query["days"].FirstOrDefault() ?? "30", NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days > MostDays)
        {
            await Problems.FieldsAsync(http, [new FieldFault("days", "Send a number of days from 0 to 366.")]);
            return;
        }

        var preview = await http.RequestServices.GetRequiredService<WhatGoes>().RunAsync(who, days, http.RequestAborted);
        if (await RecordAsync(http, who, "retention-preview-read", preview.Shown.Select(going => going.Unit.Id)) is not { } receipt) await WorkAnswers.ClosedAsync(http, who);
        else await WorkAnswers.WriteAsync(http, receipt, json => WriteRetention.To(json, preview));
    }

    public static async Task HoldAsync(HttpContext http)
    {
        if (await OfficerAsync(http) is not { } who) return;
        if (ChecksEndpoint.RequestIdOf(http) is not { } requestId)
        {
            await Problems.FieldsAsync(http, [ChecksEndpoint.RequestIdFault]);
            return;
        }

        if (await WorkAnswers.BodyAsync(http, ReadHold.Known) is not { } body) return;
        var (services, faults) = (http.RequestServices, new List<FieldFault>());
        if (ReadHold.From(body, Clock.Today(services.GetRequiredService<TimeProvider>()), faults) is not { } asked) await Problems.FieldsAsync(http, faults);
        else await AnswerAsync(http, who, await services.GetRequiredService<PutHold>().OnAsync(who, asked, StepTaking.RequestOf(who, requestId), services.GetRequiredService<SealHolds>().OfSent(body), CancellationToken.None));
    }

    public static async Task AskToLiftAsync(HttpContext http, Guid id)
    {
        if (await OfficerAsync(http) is not { } who || await WorkAnswers.BodyAsync(http, "reason") is not { } body) return;
        var faults = new List<FieldFault>();
        var reason = WorkAnswers.Text(body, "reason", "Say why it may come off, in your own words.", faults);
        if (faults.Count > 0) await Problems.FieldsAsync(http, faults);
        else await AnswerAsync(http, who, await http.RequestServices.GetRequiredService<PutHold>().AskToLiftAsync(who, id, reason, CancellationToken.None));
    }

    public static async Task LiftAsync(HttpContext http, Guid id)
    {
        if (await OfficerAsync(http) is { } who) await AnswerAsync(http, who, await http.RequestServices.GetRequiredService<PutHold>().LiftAsync(who, id, CancellationToken.None));
    }

    public static async Task ExtractAsync(HttpContext http)
    {
        if (await OfficerAsync(http) is not { } who || await WorkAnswers.BodyAsync(http, ExtractAsked.Known) is not { } body) return;
        var (services, faults) = (http.RequestServices, new List<FieldFault>());
        if (ExtractAsked.Read(body, who, Clock.Today(services.GetRequiredService<TimeProvider>()), faults) is not { } asked)
        {
            await Problems.FieldsAsync(http, faults);
            return;
        }

        await (await services.GetRequiredService<MakeExtract>().RunAsync(who, asked, http.RequestAborted) switch
        {
            ExtractMade.Made made => WorkAnswers.WriteAsync(http, made.Receipt, json => WriteRetention.To(json, made)),
            ExtractMade.Refused refused => Problems.WriteAsync(http, refused.Problem, json => json.WriteNumber("child"u8, refused.Child)),
            _ => WorkAnswers.ClosedAsync(http, who),
        });
    }

    internal static async Task<List<RetentionSweep>> SweepsAsync(IServiceProvider services, CancellationToken stopping)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(stopping);
        return await db.Set<RetentionSweep>().AsNoTracking().OrderBy(sweep => sweep.Record).ToListAsync(stopping);
    }

    private static async Task<Practitioner?> OfficerAsync(HttpContext http)
    {
        if (WorkAnswers.Who(http) is var who && who.IsOfficer()) return who;
        await Problems.WriteAsync(http, Problem.NotAllowed);
        return null;
    }

    private static Task<LedgerReceipt?> RecordAsync(HttpContext http, Practitioner who, string what, IEnumerable<Guid> shown) =>
        http.RequestServices.GetRequiredService<RecordReading>().RunAsync(who, what, shown, http.RequestAborted);

    private static Task AnswerAsync(HttpContext http, Practitioner who, HoldDone done) => done switch
    {
        HoldDone.Done(var hold) => ConfirmOwn.WriteAsync(http, JsonBytes.Of(json => WriteRetention.Head(json, hold)), StatusCodes.Status200OK),
        HoldDone.NotFound => Problems.WriteAsync(http, Problem.NotFound),
        HoldDone.SamePerson => Problems.WriteAsync(http, RetentionProblems.SamePerson),
        HoldDone.NobodyAsked => Problems.WriteAsync(http, RetentionProblems.NobodyAsked),
        HoldDone.MovedOn => Problems.WriteAsync(http, Problem.AnsweredByAnother),
        HoldDone.RequestIdReused => ReferralAnswers.ReusedAsync(http, who),
        _ => WorkAnswers.ClosedAsync(http, who),
    };
}

/// <summary>A hold as it is sent.</summary>
internal static class ReadHold
{
    public static readonly string[] Known = ["basis", "reason", "record", "child"];

    public static HoldAsked? From(JsonElement body, DateOnly today, List<FieldFault> faults)
    {
        var reader = new BodyReader(body, "", faults, today);
        var basis = reader.Text("basis") ?? "";
        if (!HoldTerms.Bases.Contains(basis)) reader.Fault("basis", $"Send one of: {string.Join(", ", HoldTerms.Bases)}.");
        var reason = WorkAnswers.Text(body, "reason", "Say why nothing may be deleted, in your own words.", faults);
        var record = reader.Text("record");
        if (reader.Has("record") && !RecordKindWords.TryRead(record, out _)) reader.Fault("record", $"Send one of: {string.Join(", ", RecordKindWords.All)}. Leave it out for all.");
        var child = reader.Has("child") ? reader.Child() : (Federation.ChildAsked?)null;
        return faults.Count == 0 ? new HoldAsked(basis, reason, record, child) : null;
    }
}
