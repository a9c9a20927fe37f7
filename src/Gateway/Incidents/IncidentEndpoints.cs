using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Incidents.Form;
using Gateway.Incidents.Schools;
using Gateway.Referrals;
using Gateway.Referrals.Form;

namespace Gateway.Incidents;

/// <summary>A police incident over HTTP. What is not the caller's reads as if it were not there.</summary>
internal static class IncidentEndpoints
{
    private const int LargestTask = 192 * 1024;

    public static async Task BeginAsync(HttpContext http)
    {
        var (who, services) = (WorkAnswers.Who(http), http.RequestServices);
        if (who.Agency.Kind != AgencyKind.Police || !services.GetRequiredService<WhoMay>().Refer(who))
        {
            await Problems.WriteAsync(http, ReferralProblems.MayNotRefer, json => RingLines.Write(json, services.GetRequiredService<WhomToRing>().ForAreas(who.Agency.Areas)));
            return;
        }

        if (ChecksEndpoint.RequestIdOf(http) is not { } requestId)
        {
            await Problems.FieldsAsync(http, [ChecksEndpoint.RequestIdFault]);
            return;
        }

        if (await WorkAnswers.BodyAsync(http, WorkAnswers.LargestBody, null) is not { } body) return;
        if (services.GetRequiredService<OpenIncident>().First(body) is [_, ..] faults) await Problems.FieldsAsync(http, faults);
        else if (await services.GetRequiredService<BeginIncident>().RunAsync(who, services.GetRequiredService<BeginIncident>().Begun(who, requestId, body), Stopping(http)) is Drafted.Begun(var referral))
            await ShowAsync(http, who, referral.Id, StatusCodes.Status201Created);
        else await ReferralAnswers.ReusedAsync(http, who);
    }

    public static async Task SaveAsync(HttpContext http, Guid id, string task)
    {
        var who = WorkAnswers.Who(http);
        if (task != ReferralForm.First.Name && !IncidentForm.Tasks.ContainsKey(task))
        {
            await Problems.WriteAsync(http, Problem.NotFound);
            return;
        }

        if (await WorkAnswers.BodyAsync(http, LargestTask, null) is not { } body) return;
        await (await http.RequestServices.GetRequiredService<SaveIncident>().RunAsync(who, id, task, body, Stopping(http)) switch
        {
            TaskSaved.Saved => ShowAsync(http, who, id, StatusCodes.Status200OK),
            TaskSaved.Faulty(var faults) => Problems.FieldsAsync(http, faults),
            TaskSaved.NotFound => Problems.WriteAsync(http, Problem.NotFound),
            TaskSaved.SentBefore => Problems.WriteAsync(http, ReferralProblems.SentBefore),
            _ => Problems.WriteAsync(http, ReferralProblems.MovedOn),
        });
    }

    public static async Task SendAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        await ReferralAnswers.WriteAsync(http, who, await http.RequestServices.GetRequiredService<SendIncident>().RunAsync(who, id, Stopping(http)));
    }

    public static async Task OneAsync(HttpContext http, Guid id)
    {
        var (who, services) = (WorkAnswers.Who(http), http.RequestServices);
        if (await services.GetRequiredService<ReadIncident>().OneAsync(who, id, http.RequestAborted) is not { } seen) await Problems.WriteAsync(http, Problem.NotFound);
        else if (await services.GetRequiredService<RecordReading>().RunAsync(who, "incident-read", [id], http.RequestAborted) is { } receipt)
            await WorkAnswers.WriteAsync(http, receipt, json => services.GetRequiredService<WriteIncident>().To(json, who, seen));
        else await WorkAnswers.ClosedAsync(http, who);
    }

    public static async Task SchoolNoticeAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        await (await http.RequestServices.GetRequiredService<ReadSchoolNotice>().RunAsync(who, id, http.RequestAborted) switch
        {
            SchoolNoticeRead.Shown(var receipt, var seen) => WorkAnswers.WriteAsync(http, receipt, json => WriteSchoolNotice.To(json, seen)),
            SchoolNoticeRead.NotFound => Problems.WriteAsync(http, Problem.NotFound),
            _ => WorkAnswers.ClosedAsync(http, who),
        });
    }

    // Their own words come back to them. How often the police were there before is not theirs alone: it comes with the entry that says who read it, or it does not come.
    private static async Task ShowAsync(HttpContext http, Practitioner who, Guid id, int status)
    {
        var services = http.RequestServices;
        var seen = await SavedAsync(counts: true);
        if (seen.Earlier is not null && await services.GetRequiredService<RecordReading>().RunAsync(who, "incident-read", [id], Stopping(http)) is { } receipt)
            await ChecksEndpoint.ReleaseAsync(http, new Release(receipt, Written(seen)), status, "application/json");
        else await ConfirmOwn.WriteAsync(http, Written(seen.Earlier is null ? seen : await SavedAsync(counts: false)), status);

        async Task<IncidentSeen> SavedAsync(bool counts) =>
            await services.GetRequiredService<ReadIncident>().OneAsync(who, id, Stopping(http), counts) ?? throw new InvalidOperationException("What was saved is not there.");

        byte[] Written(IncidentSeen shown) => JsonBytes.Of(json => services.GetRequiredService<WriteIncident>().To(json, who, shown));
    }

    // The asker going away does not stop what is half done: sent again it is found.
    private static CancellationToken Stopping(HttpContext http) => http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
}
