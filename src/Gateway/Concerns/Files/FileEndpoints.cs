using System.Text.Json;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Referrals;
using Gateway.Retention;
using Gateway.Rules.Retention;

namespace Gateway.Concerns.Files;

/// <summary>Pupils' files from school to school, over HTTP. What is not the caller's reads as if it were not there.</summary>
internal static class FileEndpoints
{
    public static async Task SendAsync(HttpContext http)
    {
        if (await ConcernEndpoints.BodyAsync(http) is not var (body, request)) return;
        await AnswerAsync(http, await http.RequestServices.GetRequiredService<SendFile>().RunAsync(WorkAnswers.Who(http), request, body, ConcernEndpoints.Stopping(http)), StatusCodes.Status201Created);
    }

    public static async Task ReceiveAsync(HttpContext http, Guid id) =>
        await AnswerAsync(http, await http.RequestServices.GetRequiredService<ReceiveFile>().RunAsync(WorkAnswers.Who(http), id, ConcernEndpoints.Stopping(http)), StatusCodes.Status200OK);

    public static async Task ListAsync(HttpContext http)
    {
        var (who, services) = (WorkAnswers.Who(http), http.RequestServices);
        if (!services.GetRequiredService<WhoReads>().Decides(who))
        {
            await Problems.WriteAsync(http, Problem.NotAllowed);
            return;
        }

        var files = await services.GetRequiredService<ReadFiles>().ListAsync(who, http.RequestAborted);
        if (await services.GetRequiredService<Audit.RecordReading>().RunAsync(who, "files-read", files.Select(file => file.Id), http.RequestAborted) is not { } receipt)
        {
            await WorkAnswers.ClosedAsync(http, who);
            return;
        }

        await WorkAnswers.WriteAsync(http, receipt, json =>
        {
            json.WriteStartArray("files"u8);
            foreach (var file in files)
            {
                json.WriteStartObject();
                Head(json, file);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    public static async Task OneAsync(HttpContext http, Guid id)
    {
        var (who, services) = (WorkAnswers.Who(http), http.RequestServices);
        await (await services.GetRequiredService<ReadFiles>().OneAsync(who, id, http.RequestAborted) switch
        {
            FileSeen.Shown seen => WorkAnswers.WriteAsync(http, seen.Receipt, json => Whole(json, seen)),
            FileSeen.NotFound => Gone.WriteAsync(http, who, RecordKind.File, id),
            _ => WorkAnswers.ClosedAsync(http, who),
        });
    }

    private static Task AnswerAsync(HttpContext http, FileDone done, int status) => done switch
    {
        FileDone.Done(var file) => ConfirmOwn.WriteAsync(http, JsonBytes.Of(json => Head(json, file)), status),
        FileDone.Faulty(var faults) => Problems.FieldsAsync(http, faults),
        FileDone.NotAllowed => Problems.WriteAsync(http, Problem.NotAllowed),
        FileDone.NotFound => Problems.WriteAsync(http, Problem.NotFound),
        FileDone.Elsewhere => Problems.WriteAsync(http, ReferralProblems.MovedOn),
        FileDone.RequestIdReused => ReferralAnswers.ReusedAsync(http, WorkAnswers.Who(http)),
        _ => WorkAnswers.ClosedAsync(http, WorkAnswers.Who(http)),
    };

    private static void Head(Utf8JsonWriter json, SchoolFile file)
    {
        json.WriteString("file"u8, file.Id);
        json.WriteString("from"u8, file.From);
        json.WriteString("to"u8, file.To);
        json.WriteString("sentAt"u8, file.SentAt);
        json.WriteString("sentBy"u8, file.SentByName ?? file.SentBy);
        if (file.ReceivedAt is not { } received) return;
        json.WriteString("receivedAt"u8, received);
        json.WriteString("receivedBy"u8, file.ReceivedByName ?? file.ReceivedBy);
    }

    private static void Whole(Utf8JsonWriter json, FileSeen.Shown seen)
    {
        Head(json, seen.File);
        if (!seen.Whole) return;
        json.WritePropertyName("content"u8);
        seen.Content.WriteTo(json);
    }
}
