using Gateway.Disclosure;
using Gateway.Hosting;

namespace Gateway.Notices;

/// <summary>A person's notices over the API: list, read, "I have this", "not mine".</summary>
internal static class NoticesEndpoint
{
    public static async Task ListAsync(HttpContext http)
    {
        var who = WorkAnswers.Who(http);
        if (Cursor(http, out var after) is { } fault)
        {
            await Problems.FieldsAsync(http, [fault]);
            return;
        }

        if (await Use<ListNotices>(http).RunAsync(who, after, http.RequestAborted) is not { } page) await WorkAnswers.ClosedAsync(http, who);
        else await WorkAnswers.WriteAsync(http, page.Receipt, json =>
        {
            json.WriteNumber("total"u8, page.Total);
            json.WriteNumber("open"u8, page.Open);
            if (page.Next is not null) json.WriteString("next"u8, page.Next.ToString());
            json.WriteStartArray("notices"u8);
            foreach (var view in page.Shown)
            {
                json.WriteStartObject();
                WriteNotice.To(json, view, who);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    public static async Task ReadAsync(HttpContext http, Guid id) =>
        await AnswerAsync(http, await Use<ReadNotice>(http).RunAsync(WorkAnswers.Who(http), id, http.RequestAborted));

    public static async Task AcknowledgeAsync(HttpContext http, Guid id) =>
        await AnswerAsync(http, await Use<TakeNotice>(http).AcknowledgeAsync(WorkAnswers.Who(http), id, http.RequestAborted));

    public static async Task NotMineAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        if (await WorkAnswers.BodyAsync(http, "reason") is not { } body) return;
        var faults = new List<FieldFault>();
        var reason = WorkAnswers.Text(body, "reason", "Say why it is not yours, in your own words.", faults);
        if (faults.Count > 0) await Problems.FieldsAsync(http, faults);
        else await AnswerAsync(http, await Use<TakeNotice>(http).PassOnAsync(who, id, reason, http.RequestAborted));
    }

    /// <summary>Where the caller wants the list to go on; what is wrong with that, where something is.</summary>
    public static FieldFault? Cursor(HttpContext http, out NoticeCursor? after)
    {
        after = null;
        if (!http.Request.Query.TryGetValue("after", out var given) || (given is [{ } text] && NoticeCursor.TryRead(text, out after))) return null;
        return new FieldFault("after", "Send what the page before gave as next, as it was.");
    }

    private static Task AnswerAsync(HttpContext http, NoticeAnswer answer) => answer switch
    {
        NoticeAnswer.Shown(var view, var receipt) => WorkAnswers.WriteAsync(http, receipt, json => WriteNotice.To(json, view, WorkAnswers.Who(http))),
        NoticeAnswer.NotFound => Problems.WriteAsync(http, Problem.NotFound),
        NoticeAnswer.Last(var view) => Problems.WriteAsync(http, Problem.NobodyAfter, json => RingLines.Write(json, view.Ring is { } ring ? [ring] : [])),
        NoticeAnswer.ByAnother => Problems.WriteAsync(http, Problem.AnsweredByAnother),
        _ => WorkAnswers.ClosedAsync(http, WorkAnswers.Who(http)),
    };

    private static T Use<T>(HttpContext http) where T : notnull => http.RequestServices.GetRequiredService<T>();
}
