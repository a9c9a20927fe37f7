using Gateway.Disclosure;
using Gateway.Hosting;

namespace Gateway.Matching.Find;

/// <summary><c>POST /v1/look-releases</c>: a supervisor named in the register releases a colleague of the same agency.</summary>
internal static class ReleaseEndpoint
{
    public static readonly Problem NotNeeded = new(
        "look-release-not-needed", "Nobody was released", StatusCodes.Status409Conflict,
        "This colleague has looks left in this shift, or is not known at your agency by this name.", "asker");

    public static readonly Problem Own = new(
        "second-person-needed", "Another supervisor releases you", StatusCodes.Status403Forbidden, "Nobody releases themselves. This has been recorded.", "policy");

    public static async Task HandleAsync(HttpContext http)
    {
        var who = WorkAnswers.Who(http);
        if (!who.IsSupervisor()) await Problems.WriteAsync(http, Problem.NotAllowed);
        else if (await WorkAnswers.BodyAsync(http, "practitioner", "reason") is { } body)
        {
            var faults = new List<FieldFault>();
            var practitioner = WorkAnswers.Text(body, "practitioner", "Say whom you release, by the name they sign in with.", faults);
            var reason = WorkAnswers.Text(body, "reason", "Say why, in your own words.", faults);
            if (faults.Count > 0) await Problems.FieldsAsync(http, faults);
            else await WriteAsync(http, practitioner, await http.RequestServices.GetRequiredService<ReleaseLooks>().RunAsync(who, practitioner, reason, http.RequestAborted));
        }
    }

    private static Task WriteAsync(HttpContext http, string practitioner, LooksReleased released) => released switch
    {
        LooksReleased.Done(var receipt, var until) => WorkAnswers.WriteAsync(http, receipt, json =>
        {
            json.WriteString("practitioner"u8, practitioner);
            json.WriteString("until"u8, until);
        }),
        LooksReleased.Own => Problems.WriteAsync(http, Own),
        LooksReleased.NotNeeded => Problems.WriteAsync(http, NotNeeded),
        LooksReleased.NoPolicy => Problems.WriteAsync(http, Problem.NoPolicy),
        LooksReleased.LedgerClosed => WorkAnswers.ClosedAsync(http, WorkAnswers.Who(http)),
        _ => Problems.WriteAsync(http, Problem.NotAllowed),
    };
}
