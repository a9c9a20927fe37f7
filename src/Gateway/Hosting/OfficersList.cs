using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Disclosure;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Hosting;

/// <summary>A list that an information governance officer reads of their own agency: recorded before it is shown, page by page.</summary>
internal static class OfficersList
{
    public static async Task ShowAsync<T>(HttpContext http, string kind, Func<GatewayContext, Practitioner, WorkCursor?, Task<WorkPage<T>>> read, Action<Utf8JsonWriter, WorkPage<T>> write)
        where T : AboutCheck
    {
        var who = WorkAnswers.Who(http);
        if (!who.IsOfficer())
        {
            await Problems.WriteAsync(http, Problem.NotAllowed);
            return;
        }

        if (await WorkAnswers.AfterAsync(http) is not (true, var after)) return;
        var services = http.RequestServices;
        await using var db = await services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(http.RequestAborted);
        var page = await read(db, who, after);
        var receipt = await services.GetRequiredService<RecordReading>().RunAsync(who, kind, page.Shown.Select(row => row.Id), http.RequestAborted);
        if (receipt is null) await WorkAnswers.ClosedAsync(http, who);
        else await WorkAnswers.WriteAsync(http, receipt, json => write(json, page));
    }
}
