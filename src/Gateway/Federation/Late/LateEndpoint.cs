using System.Globalization;
using Gateway.Disclosure;
using Gateway.Hosting;

namespace Gateway.Federation.Late;

/// <summary><c>GET /v1/checks/{check}/late</c>: what came after the answer, as often as the caller likes. <c>after</c> says how many it has.</summary>
internal static class LateEndpoint
{
    public const string Path = "/v1/checks/{check:guid}/late";

    public static async Task HandleAsync(HttpContext http, Guid check)
    {
        var who = WorkAnswers.Who(http);
        if (SeenBy(http) is not { } seen)
        {
            await Problems.FieldsAsync(http, [new FieldFault("after", "Send how many late answers you have, as a whole number.")]);
            return;
        }

        switch (await http.RequestServices.GetRequiredService<ReadLate>().OfAsync(who, check, seen, http.RequestAborted))
        {
            case LateReading.Something(var status, var receipt):
                await ChecksEndpoint.ReleaseAsync(http, WriteCheck.WithReceipt(receipt, status.Bytes()), StatusCodes.Status200OK, "application/json");
                break;
            // Who is silent is in the answer: there is nothing to say, and no body that would need a receipt.
            case LateReading.Nothing:
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case LateReading.Closed:
                await WorkAnswers.ClosedAsync(http, who);
                break;
            default:
                await Problems.WriteAsync(http, Problem.NotFound);
                break;
        }
    }

    private static int? SeenBy(HttpContext http)
    {
        if (!http.Request.Query.TryGetValue("after", out var given)) return 0;
        return given is [{ } text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) && seen <= 1000 ? seen : null;
    }
}
