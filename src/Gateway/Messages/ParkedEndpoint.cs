using Gateway.Audit;
using Gateway.Hosting;

namespace Gateway.Messages;

/// <summary>What was laid aside, over the API.</summary>
internal static class ParkedEndpoint
{
    public const string Read = "parked-messages-read";

    public static async Task ListAsync(HttpContext http)
    {
        var who = WorkAnswers.Who(http);
        var services = http.RequestServices;
        if (await services.GetRequiredService<ParkedMessages>().ListAsync(who, http.RequestAborted) is not var (parked, total)) await Problems.WriteAsync(http, Problem.NotAllowed);
        else if (await services.GetRequiredService<RecordReading>().RunAsync(who, Read, parked.Select(one => one.Id), http.RequestAborted) is not { } receipt) await WorkAnswers.ClosedAsync(http, who);
        else await WorkAnswers.WriteAsync(http, receipt, json =>
        {
            json.WriteNumber("total"u8, total);
            json.WriteStartArray("messages"u8);
            foreach (var one in parked)
            {
                json.WriteStartObject();
                ParkedMessages.Write(json, one);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    public static async Task ReplayAsync(HttpContext http, Guid id) => await WorkAnswers.DoneAsync(
        http, await http.RequestServices.GetRequiredService<ParkedMessages>().ReplayAsync(WorkAnswers.Who(http), id, http.RequestAborted), (json, _) => json.WriteString("id"u8, id));
}
