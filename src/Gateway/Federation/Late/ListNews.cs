using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Federation.Late;

/// <summary>
/// <c>GET /v1/late</c>: late positives of one's own checks and of colleagues in the same role at the same agency, who may be the ones
/// that look after the child by now. It says that there is something and where to look, never what nor about whom.
/// </summary>
internal static class ListNews
{
    public const string Path = "/v1/late";
    private const int Most = 100;

    public static async Task HandleAsync(HttpContext http)
    {
        var who = WorkAnswers.Who(http);
        var news = await OfAsync(http, who);
        if (await http.RequestServices.GetRequiredService<RecordReading>().RunAsync(who, "late-list-read", news.Select(one => one.Late.Decision), http.RequestAborted) is not { } receipt)
        {
            await WorkAnswers.ClosedAsync(http, who);
            return;
        }

        await WorkAnswers.WriteAsync(http, receipt, json =>
        {
            json.WriteStartArray("news"u8);
            foreach (var (late, at) in news) Write(json, late, at, who);
            json.WriteEndArray();
        });
    }

    private static async Task<List<News>> OfAsync(HttpContext http, Practitioner who)
    {
        await using var db = await http.RequestServices.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(http.RequestAborted);
        var (agency, role) = (who.Agency.Id, who.Role);
        var came = await db.Set<LateAnswer>().AsNoTracking().Where(answer => answer.IsNews)
            .Join(db.Set<LateQuestion>().AsNoTracking().Where(late => late.AskerAgency == agency && late.AskerRole == role), answer => answer.Question, late => late.Id, (answer, late) => new { late, answer.At })
            .OrderByDescending(one => one.At).Take(Most).Select(one => new News(one.late, one.At)).ToListAsync(http.RequestAborted);
        // That there is something is not said any more where a yes was taken back.
        var read = http.RequestServices.GetRequiredService<ReadLateCheck>();
        var news = new List<News>();
        foreach (var one in came)
            if (await read.OfAsync(one.Late, http.RequestAborted) is { IsStricter: false }) news.Add(one);
        return news;
    }

    // To a colleague the agency's own reference of the encounter says which child it is.
    private static void Write(Utf8JsonWriter json, LateQuestion late, DateTimeOffset at, Practitioner who)
    {
        var mine = late.Asker == who.Subject;
        json.WriteStartObject();
        json.WriteString("check"u8, late.Decision);
        json.WriteString("askedAt"u8, late.At);
        json.WriteString("answeredAt"u8, at);
        json.WriteBoolean("mine"u8, mine);
        json.WriteString("askedBy"u8, late.AskerName ?? late.Asker);
        if (late.Encounter is { } encounter) json.WriteString("encounter"u8, encounter);
        json.WriteString("words"u8, mine
            ? $"New information came at {Clock.Time(at)} on a check of yours. Read it with the check."
            : $"New information came at {Clock.Time(at)} on a colleague's check. If you look after the child now, check the child yourself.");
        json.WriteEndObject();
    }

    private sealed record News(LateQuestion Late, DateTimeOffset At);
}
