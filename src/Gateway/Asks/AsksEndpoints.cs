using System.Text.Json;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Policy;

namespace Gateway.Asks;

/// <summary>Asks to answer and asks of one's own over the API; the answer, once; and the collecting of what was released.</summary>
internal static class AsksEndpoints
{
    public static async Task ListAsync(HttpContext http)
    {
        var who = WorkAnswers.Who(http);
        if (await WorkAnswers.AfterAsync(http) is not (true, var after)) return;
        if (await Use<TheirAsks>(http).ListAsync(who, after, http.RequestAborted) is not var (page, receipt)) await WorkAnswers.ClosedAsync(http, who);
        else await WorkAnswers.WriteAsync(http, receipt, json =>
        {
            page.Write(json);
            json.WriteStartArray("asks"u8);
            foreach (var ask in page.Shown)
            {
                json.WriteStartObject();
                Use<WriteAsk>(http).To(json, ask, who);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    public static async Task OneAsync(HttpContext http, Guid id) => await ReplyAsync(http, await Use<TheirAsks>(http).OneAsync(WorkAnswers.Who(http), id, http.RequestAborted));

    public static async Task AnswerAsync(HttpContext http, Guid id)
    {
        if (await WorkAnswers.BodyAsync(http, ReadAnswer.Members) is { } body)
            await ReplyAsync(http, await Use<AnswerAsk>(http).RunAsync(WorkAnswers.Who(http), id, body, http.RequestAborted));
    }

    public static async Task CollectAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        if (ChecksEndpoint.RequestIdOf(http) is not { } requestId)
        {
            await Problems.FieldsAsync(http, [ChecksEndpoint.RequestIdFault]);
            return;
        }

        await (await Use<CollectRelease>(http).FindAsync(who, id, http.RequestAborted) switch
        {
            ToCollect.Ready(var ask, var question) => ChecksEndpoint.AnswerAsync(http, who, requestId, question, Use<PoliciesInForce>(http).Current, ask),
            ToCollect.NotYet(var ask) => NotYetAsync(http, ask),
            ToCollect.Lapsed => Problems.WriteAsync(http, Problem.ReleaseLapsed),
            _ => Problems.WriteAsync(http, Problem.NotFound),
        });
    }

    private static Task ReplyAsync(HttpContext http, AskReply reply) => reply switch
    {
        AskReply.Shown(var ask, var receipt) => WorkAnswers.WriteAsync(http, receipt, json => Use<WriteAsk>(http).To(json, ask, WorkAnswers.Who(http))),
        AskReply.Faulty(var faults) => Problems.FieldsAsync(http, faults),
        AskReply.PersonalInterest => Problems.WriteAsync(http, Problem.PersonalInterest),
        AskReply.ByAnother => Problems.WriteAsync(http, Problem.AnsweredByAnother),
        AskReply.NotFound => Problems.WriteAsync(http, Problem.NotFound),
        _ => WorkAnswers.ClosedAsync(http, WorkAnswers.Who(http)),
    };

    private static Task NotYetAsync(HttpContext http, Ask ask) => Use<Register>(http).Agencies.GetValueOrDefault(ask.Holder) is { } holder
        ? Problems.WriteAsync(http, Problem.NotAnsweredYet, json => RingLines.Write(json, [Use<WhomToRing>(http).Line("Decides what goes", holder.Telephones)]))
        : Problems.WriteAsync(http, Problem.NotAnsweredYet);

    private static T Use<T>(HttpContext http) where T : notnull => http.RequestServices.GetRequiredService<T>();
}
