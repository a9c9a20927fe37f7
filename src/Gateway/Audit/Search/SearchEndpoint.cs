using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Hosting;

namespace Gateway.Audit.Search;

/// <summary><c>POST /ledger/v1/search</c>: who asked about this child, what did this practitioner or this agency ask. For information governance.</summary>
internal static class SearchEndpoint
{
    private const int Page = 200;

    public static async Task HandleAsync(HttpContext http, RunSearch search, TimeProvider time)
    {
        var who = WorkAnswers.Who(http);
        if (!who.IsOfficer())
        {
            await Problems.WriteAsync(http, Problem.NotAllowed);
            return;
        }

        if (await WorkAnswers.BodyAsync(http, SearchQuestion.Known) is not { } body) return;
        var faults = new List<FieldFault>();
        if (SearchQuestion.Read(body, who, LondonTime.Day(time.GetUtcNow()), faults) is not { } question) await Problems.FieldsAsync(http, faults);
        else await WriteAsync(http, who, await search.RunAsync(who, question, Page, http.RequestAborted));
    }

    private static Task WriteAsync(HttpContext http, Practitioner who, SearchOutcome outcome) => outcome switch
    {
        SearchOutcome.Shown shown => WorkAnswers.WriteAsync(http, shown.Receipt, json => WriteHistory.To(json, shown.History)),
        SearchOutcome.Extract extract => WorkAnswers.WriteAsync(http, extract.Receipt, json => WriteHistory.ExtractTo(json, extract.Lines, extract.Gaps)),
        SearchOutcome.Refused refused => Problems.WriteAsync(http, refused.Problem),
        _ => WorkAnswers.ClosedAsync(http, who),
    };
}
