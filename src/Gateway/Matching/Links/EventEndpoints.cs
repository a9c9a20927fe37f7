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

/// <summary>Merges, splits and do-not-links: proposed at one agency, answered at another.</summary>
internal static class EventEndpoints
{
    private const int Most = 100;

    public static Task ProposeAsync(HttpContext http) => OfficersWork.WithBodyAsync(http, ReadProposal.Known, async (who, body) =>
    {
        var faults = new List<FieldFault>();
        if (ReadProposal.From(body, Today(http), faults) is not { } proposal) await Problems.FieldsAsync(http, faults);
        else await (await http.RequestServices.GetRequiredService<ProposeEvent>().RunAsync(who, proposal, http.RequestAborted) switch
        {
            Proposed.Done(var receipt, var made) => WorkAnswers.WriteAsync(http, receipt, json => WriteLinks.Event(json, made)),
            Proposed.LedgerClosed => WorkAnswers.ClosedAsync(http, who),
            _ => Problems.WriteAsync(http, LinkProblems.NotPossible),
        });
    });

    public static Task AnswerAsync(HttpContext http, Guid id) => OfficersWork.WithBodyAsync(http, ["agree", "reason"], async (who, body) =>
    {
        var faults = new List<FieldFault>();
        var agree = new BodyReader(body, "", faults, Today(http)).Yes("agree", "Send true to agree, false to decline.");
        var reason = WorkAnswers.Text(body, "reason", "Say why, in your own words.", faults);
        if (faults.Count > 0) await Problems.FieldsAsync(http, faults);
        else await (await http.RequestServices.GetRequiredService<AnswerEvent>().RunAsync(who, id, agree, reason, http.RequestAborted) switch
        {
            EventAnswered.Done(var receipt, var one) => WorkAnswers.WriteAsync(http, receipt, json => WriteLinks.Event(json, one)),
            EventAnswered.Before => Problems.WriteAsync(http, Problem.AnsweredByAnother),
            EventAnswered.OwnAgency => Problems.WriteAsync(http, LinkProblems.SecondPerson),
            EventAnswered.LedgerClosed => WorkAnswers.ClosedAsync(http, who),
            _ => Problems.WriteAsync(http, Problem.NotFound),
        });
    });

    /// <summary>What one's own agency proposed, and what waits for somebody who may be oneself.</summary>
    public static async Task ListAsync(HttpContext http)
    {
        var who = WorkAnswers.Who(http);
        if (!who.IsOfficer())
        {
            await Problems.WriteAsync(http, Problem.NotAllowed);
            return;
        }

        await using var db = await OfficersWork.DbAsync(http);
        var redirects = await ResolveLinks.RedirectsAsync(db, http.RequestAborted);
        var shown = new List<LinkEvent>();
        foreach (var one in await db.Set<LinkEvent>().AsNoTracking().Where(one => one.State == LinkEventState.Proposed || one.Agency == who.Agency.Id || one.AnsweringAgency == who.Agency.Id).OrderByDescending(one => one.At).Take(Most).ToListAsync(http.RequestAborted))
            if (one.Agency == who.Agency.Id || one.AnsweringAgency == who.Agency.Id || await EventChecks.MayAnswerAsync(db, redirects, one, who, http.RequestAborted)) shown.Add(one);
        await OfficersWork.ShowAsync(http, who, "link-events-read", shown.Select(one => one.Id), json => WriteLinks.All(json, "events", shown, WriteLinks.Event));
    }

    public static Task KeepApartAsync(HttpContext http) => OfficersWork.WithBodyAsync(http, ["one", "other", "reason"], async (who, body) =>
    {
        var faults = new List<FieldFault>();
        var reader = new BodyReader(body, "", faults, Today(http));
        var (one, other) = (reader.Child("one"), reader.Child("other"));
        var reason = WorkAnswers.Text(body, "reason", "Say why, in your own words.", faults);
        if (faults.Count > 0) await Problems.FieldsAsync(http, faults);
        else await WorkAnswers.DoneAsync(
            http, await http.RequestServices.GetRequiredService<KeepApart>().RunAsync(who, one, other, reason, http.RequestAborted), (json, _) => json.WriteBoolean("keptApart"u8, true), LinkProblems.NotPossible);
    });

    private static DateOnly Today(HttpContext http) => LondonTime.Day(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
}
