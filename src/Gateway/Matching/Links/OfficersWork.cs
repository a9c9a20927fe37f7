using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Links;

/// <summary>What the endpoints about links have in common: information governance officers only, and reading is recorded before it is shown.</summary>
internal static class OfficersWork
{
    public static Task WithBodyAsync(HttpContext http, string[] known, Func<Practitioner, JsonElement, Task> work) => WithBodyAsync(http, WorkAnswers.LargestBody, known, work);

    public static async Task WithBodyAsync(HttpContext http, int largest, string[] known, Func<Practitioner, JsonElement, Task> work)
    {
        var who = WorkAnswers.Who(http);
        if (!who.IsOfficer()) await Problems.WriteAsync(http, Problem.NotAllowed);
        else if (await WorkAnswers.BodyAsync(http, largest, known) is { } body) await work(who, body);
    }

    public static async Task ShowAsync(HttpContext http, Practitioner who, string kind, IEnumerable<Guid> shown, Action<Utf8JsonWriter> write)
    {
        if (await http.RequestServices.GetRequiredService<RecordReading>().RunAsync(who, kind, shown, http.RequestAborted) is { } receipt) await WorkAnswers.WriteAsync(http, receipt, write);
        else await WorkAnswers.ClosedAsync(http, who);
    }

    public static Task<GatewayContext> DbAsync(HttpContext http) =>
        http.RequestServices.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(http.RequestAborted);
}
