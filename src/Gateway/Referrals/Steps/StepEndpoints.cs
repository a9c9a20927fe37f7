using System.Text;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Referrals.Store;

namespace Gateway.Referrals.Steps;

/// <summary>One endpoint for every step of everybody, and what can be read of them. What is not the caller's reads as if it were not there.</summary>
internal static class StepEndpoints
{
    private const int LargestStep = 64 * 1024;

    public static async Task TakeAsync(HttpContext http, Guid id)
    {
        var (who, services) = (WorkAnswers.Who(http), http.RequestServices);
        if (ChecksEndpoint.RequestIdOf(http) is not { } requestId)
        {
            await Problems.FieldsAsync(http, [ChecksEndpoint.RequestIdFault]);
            return;
        }

        if (await WorkAnswers.BodyAsync(http, LargestStep, null) is not { } body) return;
        if (services.GetRequiredService<StepForm>().Check(body) is not [] and var faults)
        {
            await Problems.FieldsAsync(http, faults);
            return;
        }

        var asked = StepAsked.Of(body, LondonTime.Day(services.GetRequiredService<TimeProvider>().GetUtcNow()));
        var sent = services.GetRequiredService<SealReferrals>().OfSent($"{who.Role} step {id:N}", Encoding.UTF8.GetBytes(body.GetRawText()));
        await AnswerAsync(http, who, await services.GetRequiredService<RunStep>().RunAsync(who, StepTaking.RequestOf(who, requestId), sent, id, asked, Stopping(http)));
    }

    public static async Task StepsAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        if (await http.RequestServices.GetRequiredService<ReadSteps>().RunAsync(who, id, http.RequestAborted) is { } seen)
            await ShowAsync(http, who, "referral-steps-read", [id], (write, json) => write.Steps(json, seen));
        else await Problems.WriteAsync(http, Problem.NotFound);
    }

    public static async Task FeedbackAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        // Whoever goes away while it is recorded that they read it has read it.
        switch (await http.RequestServices.GetRequiredService<ReadFeedback>().RunAsync(who, id, Stopping(http)))
        {
            case null:
                await Problems.WriteAsync(http, Problem.NotFound);
                break;
            case { Closed: true }:
                await WorkAnswers.ClosedAsync(http, who);
                break;
            case var found:
                await ShowAsync(http, who, "referral-feedback-read", [id], (write, json) => write.Feedback(json, found));
                break;
        }
    }

    public static async Task DuplicatesAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        if (await http.RequestServices.GetRequiredService<FindDuplicates>().RunAsync(who, id, http.RequestAborted) is { } found)
            await ShowAsync(http, who, "referral-duplicates-read", [id, .. found.Found.Select(each => each.Referral.Id)], (write, json) => write.Duplicates(json, found));
        else await Problems.WriteAsync(http, Problem.NotFound);
    }

    public static async Task EarlierAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        if (await http.RequestServices.GetRequiredService<FindEarlier>().RunAsync(who, id, http.RequestAborted) is { } found)
            await ShowAsync(http, who, "referral-earlier-read", [id, .. found.Found.Select(each => each.Referral.Id)], (write, json) => write.Earlier(json, found));
        else await Problems.WriteAsync(http, Problem.NotFound);
    }

    public static async Task SentOnAsync(HttpContext http)
    {
        var who = WorkAnswers.Who(http);
        if (!http.RequestServices.GetRequiredService<WhoMay>().Receives(who)) await Problems.WriteAsync(http, Problem.NotAllowed);
        else if (await WorkAnswers.AfterAsync(http) is (true, var after) && await http.RequestServices.GetRequiredService<ListSentOn>().RunAsync(who, after, http.RequestAborted) is var list)
            await ShowAsync(http, who, "referrals-sent-on-read", list.Shown.Select(each => each.Referral.Id), (write, json) => write.SentOn(json, list));
    }

    private static Task AnswerAsync(HttpContext http, Practitioner who, StepAnswered answered) => answered switch
    {
        StepAnswered.Became(var taken) => ReferralAnswers.WriteAsync(http, who, taken),
        StepAnswered.Faulty(var faults) => Problems.FieldsAsync(http, faults),
        StepAnswered.NoCouncil(var found) => ReferralAnswers.WriteAsync(http, who, new ReferralSent.NoCouncil([("/council", found)])),
        _ => throw new ArgumentOutOfRangeException(nameof(answered)),
    };

    // Nothing is shown without the receipt of the entry that says so.
    private static async Task ShowAsync(HttpContext http, Practitioner who, string what, IEnumerable<Guid> shown, Action<WriteSteps, Utf8JsonWriter> write)
    {
        var services = http.RequestServices;
        if (await services.GetRequiredService<RecordReading>().RunAsync(who, what, shown, http.RequestAborted) is { } receipt)
            await WorkAnswers.WriteAsync(http, receipt, json => write(services.GetRequiredService<WriteSteps>(), json));
        else await WorkAnswers.ClosedAsync(http, who);
    }

    // The caller going away does not stop what is half recorded: a retry finds it.
    private static CancellationToken Stopping(HttpContext http) => http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
}
