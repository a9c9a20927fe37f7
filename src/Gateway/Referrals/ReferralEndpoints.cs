using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Referrals.Attachments;
using Gateway.Referrals.Form;
using Gateway.Referrals.Steps;
using Gateway.Referrals.Store;
using Gateway.Retention;
using Gateway.Rules.Retention;

namespace Gateway.Referrals;

/// <summary>Drafting, sending and reading referrals. What is not the caller's reads as if it were not there.</summary>
internal static class ReferralEndpoints
{
    private const int LargestTask = 192 * 1024;

    public static async Task DraftAsync(HttpContext http)
    {
        if (await BeginAsync(http, ReferralForm.First) is not var (who, body, begun)) return;
        var services = http.RequestServices;
        switch (await services.GetRequiredService<DraftReferral>().RunAsync(who, begun, Stopping(http)))
        {
            case Drafted.Begun(var referral):
                await ConfirmOwn.WriteAsync(http, services.GetRequiredService<WriteReferral>().Saved(who, referral, new Dictionary<string, JsonElement>()), StatusCodes.Status201Created);
                break;
            default:
                await ReferralAnswers.ReusedAsync(http, who);
                break;
        }
    }

    public static async Task UrgentlyAsync(HttpContext http)
    {
        if (await BeginAsync(http, ReferralForm.Urgent) is not var (who, body, begun)) return;
        await ReferralAnswers.WriteAsync(http, who, await http.RequestServices.GetRequiredService<SendReferral>().UrgentlyAsync(who, body, begun, Stopping(http)));
    }

    public static async Task SaveAsync(HttpContext http, Guid id, string task)
    {
        var who = WorkAnswers.Who(http);
        if (task != ReferralForm.First.Name && !ReferralForm.Tasks.ContainsKey(task))
        {
            await Problems.WriteAsync(http, Problem.NotFound);
            return;
        }

        if (await WorkAnswers.BodyAsync(http, LargestTask, null) is not { } body) return;
        var services = http.RequestServices;
        await (await services.GetRequiredService<SaveTask>().RunAsync(who, id, task, body, Stopping(http)) switch
        {
            TaskSaved.Saved(var referral, var tasks) => ConfirmOwn.WriteAsync(http, services.GetRequiredService<WriteReferral>().Saved(who, referral, tasks), StatusCodes.Status200OK),
            TaskSaved.Faulty(var faults) => Problems.FieldsAsync(http, faults),
            TaskSaved.NotFound => Problems.WriteAsync(http, Problem.NotFound),
            TaskSaved.SentBefore => Problems.WriteAsync(http, ReferralProblems.SentBefore),
            _ => Problems.WriteAsync(http, ReferralProblems.MovedOn),
        });
    }

    public static async Task DeleteAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        await (await http.RequestServices.GetRequiredService<DeleteDraft>().RunAsync(who, id, Stopping(http)) switch
        {
            DraftDeleted.Gone => GoneAsync(http),
            DraftDeleted.NotFound => Problems.WriteAsync(http, Problem.NotFound),
            DraftDeleted.SentBefore => Problems.WriteAsync(http, ReferralProblems.SentBefore),
            DraftDeleted.Elsewhere => Problems.WriteAsync(http, ReferralProblems.MovedOn),
            _ => WorkAnswers.ClosedAsync(http, who),
        });
    }

    public static async Task SendAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        await ReferralAnswers.WriteAsync(http, who, await http.RequestServices.GetRequiredService<SendReferral>().SendAsync(who, id, Stopping(http)));
    }

    public static async Task CompleteAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        await ReferralAnswers.WriteAsync(http, who, await http.RequestServices.GetRequiredService<SendReferral>().CompleteAsync(who, id, Stopping(http)));
    }

    public static async Task OneAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        if (await http.RequestServices.GetRequiredService<ReadReferrals>().OneAsync(who, id, http.RequestAborted) is { } seen)
            await ShowAsync(http, who, "referral-read", [id], json => Write(http, json, who, seen));
        else await Gone.WriteAsync(http, who, RecordKind.Referral, id);
    }

    public static async Task MineAsync(HttpContext http)
    {
        var who = WorkAnswers.Who(http);
        if (await WorkAnswers.AfterAsync(http) is not (true, var after)) return;
        await ListAsync(http, who, "referrals-read", await http.RequestServices.GetRequiredService<ReadReferrals>().MineAsync(who, after, http.RequestAborted));
    }

    public static async Task AskedAsync(HttpContext http)
    {
        var who = WorkAnswers.Who(http);
        if (await WorkAnswers.AfterAsync(http) is not (true, var after)) return;
        await ListAsync(http, who, "referrals-read", await http.RequestServices.GetRequiredService<ReadReferrals>().AskedAsync(who, after, http.RequestAborted));
    }

    public static async Task InboxAsync(HttpContext http)
    {
        var who = WorkAnswers.Who(http);
        if (!http.RequestServices.GetRequiredService<WhoMay>().Receives(who)) await Problems.WriteAsync(http, Problem.NotAllowed);
        else if (await WorkAnswers.AfterAsync(http) is (true, var after))
            await ListAsync(http, who, "referral-inbox-read", await http.RequestServices.GetRequiredService<ReadReferrals>().InboxAsync(who, after, http.RequestAborted));
    }

    private static Task GoneAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static async Task<(Practitioner Who, JsonElement Body, ReferralBegun Begun)?> BeginAsync(HttpContext http, FormField.Group form)
    {
        var (who, services) = (WorkAnswers.Who(http), http.RequestServices);
        if (!services.GetRequiredService<WhoMay>().Refer(who))
        {
            await Problems.WriteAsync(http, ReferralProblems.MayNotRefer, json => RingLines.Write(json, services.GetRequiredService<WhomToRing>().ForAreas(who.Agency.Areas)));
            return null;
        }

        if (ChecksEndpoint.RequestIdOf(http) is not { } requestId)
        {
            await Problems.FieldsAsync(http, [ChecksEndpoint.RequestIdFault]);
            return null;
        }

        if (await WorkAnswers.BodyAsync(http, WorkAnswers.LargestBody, null) is not { } body) return null;
        if (services.GetRequiredService<OpenForm>().Check(form, body) is not [] and var faults)
        {
            await Problems.FieldsAsync(http, faults);
            return null;
        }

        return (who, body, ReferralBegun.Of(who, requestId, form, body, services.GetRequiredService<SealReferrals>()));
    }

    private static Task ListAsync(HttpContext http, Practitioner who, string what, ReferralList list) => ShowAsync(http, who, what, list.Shown.Select(one => one.Referral.Id), json =>
    {
        var (write, seen) = (http.RequestServices.GetRequiredService<WriteReferral>(), http.RequestServices.GetRequiredService<WriteSeen>());
        if (list.Next is { } next) json.WriteString("next"u8, next.ToString());
        json.WriteStartArray("referrals"u8);
        foreach (var (referral, children) in list.Shown)
        {
            json.WriteStartObject();
            write.Head(json, referral);
            write.Referrer(json, referral);
            seen.Children(json, children, null, list.Notes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void Write(HttpContext http, Utf8JsonWriter json, Practitioner who, ReferralSeen seen)
    {
        var write = http.RequestServices.GetRequiredService<WriteReferral>();
        http.RequestServices.GetRequiredService<WriteSeen>().Whole(json, seen);
        // A short form has screens of its own.
        if (!seen.Own || !seen.Referral.TakesTasks || seen.Referral.Kind.Length > 0) return;
        WriteReferral.ToDo(json, seen.Tasks);
        if (seen.Tasks.TryGetValue("children", out var children)) write.Receivers(json, who, children);
    }

    // Nothing is shown without the receipt of the entry that says so.
    private static async Task ShowAsync(HttpContext http, Practitioner who, string what, IEnumerable<Guid> shown, Action<Utf8JsonWriter> write)
    {
        if (await http.RequestServices.GetRequiredService<RecordReading>().RunAsync(who, what, shown, http.RequestAborted) is { } receipt) await WorkAnswers.WriteAsync(http, receipt, write);
        else await WorkAnswers.ClosedAsync(http, who);
    }

    // The asker going away does not stop what is half done: sent again it is found.
    private static CancellationToken Stopping(HttpContext http) => http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
}
