using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Consents.Wire;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Matching.Links.Store;
using Gateway.Matching.Links.Wire;
using Gateway.Rules.Matching.Links;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Links;

/// <summary>An agency's own links: uploaded, looked up by its own number, doubted, confirmed, taken back. For its officers alone.</summary>
internal static class LinkEndpoints
{
    public static Task UploadAsync(HttpContext http) => OfficersWork.WithBodyAsync(http, ["records"], async (who, body) =>
    {
        var faults = new List<FieldFault>();
        var records = ReadFeed.From(body, Today(http), faults);
        if (faults.Count > 0) await Problems.FieldsAsync(http, faults);
        else if (await http.RequestServices.GetRequiredService<TakeUpload>().RunAsync(who, records, http.RequestAborted) is not var (receipt, upload, each)) await WorkAnswers.ClosedAsync(http, who);
        else await WorkAnswers.WriteAsync(http, receipt, json =>
        {
            json.WriteString("id"u8, upload.Id);
            json.WriteNumber("linked"u8, upload.Linked);
            json.WriteNumber("possible"u8, upload.Possible);
            json.WriteNumber("notFound"u8, upload.NotFound);
            json.WriteStartArray("records"u8);
            foreach (var one in each) json.WriteStringValue(one == Asserted.Linked ? "linked" : one == Asserted.Possible ? "possible" : "not-found");
            json.WriteEndArray();
        });
    });

    public static Task FindAsync(HttpContext http) => OfficersWork.WithBodyAsync(http, ["number"], async (who, body) =>
    {
        var services = http.RequestServices;
        var number = new BodyReader(body, "", [], Today(http)).Text("number") ?? "";
        await using var db = await OfficersWork.DbAsync(http);
        var found = await ResolveLinks.StandingAsync(db, who.Agency.Id, services.GetRequiredService<LinkKeys>().Of(who.Agency.Id, number), http.RequestAborted);
        if (found is null) await Problems.WriteAsync(http, Problem.NotFound);
        else await OfficersWork.ShowAsync(http, who, "links-read", [found.Id], json => WriteLinks.Link(json, found));
    });

    public static Task DisputeAsync(HttpContext http, Guid id) => StepAsync(http, id, LinkStep.Dispute);

    public static Task ConfirmAsync(HttpContext http, Guid id) => StepAsync(http, id, LinkStep.ConfirmByPerson);

    public static Task WithdrawAsync(HttpContext http, Guid id) => StepAsync(http, id, LinkStep.Withdraw);

    private static Task StepAsync(HttpContext http, Guid id, LinkStep step) => OfficersWork.WithBodyAsync(http, ["reason"], async (who, body) =>
    {
        var faults = new List<FieldFault>();
        var reason = WorkAnswers.Text(body, "reason", "Say why, in your own words.", faults);
        await using var db = await OfficersWork.DbAsync(http);
        if (faults.Count > 0) await Problems.FieldsAsync(http, faults);
        else if (await db.Set<ChildLink>().AsNoTracking().SingleOrDefaultAsync(link => link.Id == id && link.Authority == who.Agency.Id, http.RequestAborted) is not { } link) await Problems.WriteAsync(http, Problem.NotFound);
        else await StepAsync(http, who, link, step, reason);
    });

    private static async Task StepAsync(HttpContext http, Practitioner who, ChildLink link, LinkStep step, string reason) => await WorkAnswers.DoneAsync(
        http, await http.RequestServices.GetRequiredService<TakeLinkStep>().RunAsync(who, link, step, reason, null, http.RequestAborted), (json, _) => WriteLinks.Link(json, link), LinkProblems.StepNotPossible);

    private static DateOnly Today(HttpContext http) => LondonTime.Day(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
}
