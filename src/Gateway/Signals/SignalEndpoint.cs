using Gateway.Federation;
using Gateway.Hosting;

namespace Gateway.Signals;

/// <summary><c>GET /v1/signals/{id}</c>: a run of checks, for whoever has a notice of it.</summary>
internal static class SignalEndpoint
{
    public const string Path = "/v1/signals/{id:guid}";

    public static async Task HandleAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        switch (await http.RequestServices.GetRequiredService<ReadSignal>().RunAsync(who, id, http.RequestAborted))
        {
            case SignalAnswer.Shown(var view, var receipt):
                await WorkAnswers.WriteAsync(http, receipt, json =>
                {
                    json.WriteString("id"u8, view.Id);
                    AskCustodians.WriteChild(json, view.Child);
                    json.WriteString("at"u8, view.At);
                    json.WriteNumber("checks"u8, view.Checks);
                    json.WriteNumber("agencies"u8, view.Agencies);
                    json.WriteStartArray("kinds"u8);
                    foreach (var kind in view.Kinds)
                    {
                        json.WriteStartObject();
                        json.WriteString("kind"u8, kind.Kind);
                        json.WriteStartArray("at"u8);
                        foreach (var at in kind.At) json.WriteStringValue(at);
                        json.WriteEndArray();
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                });
                break;
            case SignalAnswer.NotFound:
                await Problems.WriteAsync(http, Problem.NotFound);
                break;
            default:
                await WorkAnswers.ClosedAsync(http, who);
                break;
        }
    }
}
