using Gateway.Agencies;
using Gateway.Consents.Wire;
using Gateway.Disclosure;
using Gateway.Hosting;

namespace Gateway.Audit.Search;

/// <summary><c>POST /ledger/v1/agreements</c>: a second officer agrees that a colleague reads the history of a protected child.</summary>
internal static class AgreementEndpoint
{
    private static readonly string[] Known = ["child", "colleague", "extract", "reason"];

    public static async Task HandleAsync(HttpContext http)
    {
        var who = WorkAnswers.Who(http);
        if (!who.IsOfficer())
        {
            await Problems.WriteAsync(http, Problem.NotAllowed);
            return;
        }

        if (await WorkAnswers.BodyAsync(http, Known) is not { } body) return;
        var faults = new List<FieldFault>();
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var reader = new BodyReader(body, "", faults, LondonTime.Day(now));
        var agreement = new Agreement(
            reader.Child(), reader.Text("colleague") ?? "", reader.Text("extract") == "family", WorkAnswers.Text(body, "reason", "Say why you agree, in your own words.", faults));
        if (agreement.Colleague.Length is 0 or > 200) reader.Fault("colleague", "Say which colleague may look, by the name they sign in with.");
        if (reader.Has("extract") && !agreement.ForFamily) reader.Fault("extract", "An extract is for the family: write family, or leave it out.");
        if (faults.Count > 0) await Problems.FieldsAsync(http, faults);
        else if (agreement.Colleague == who.Subject) await Problems.WriteAsync(http, Problem.PersonalInterest);
        else await RecordAsync(http, who, agreement, now);
    }

    private static async Task RecordAsync(HttpContext http, Practitioner who, Agreement agreement, DateTimeOffset now)
    {
        if (await http.RequestServices.GetRequiredService<AppendToLedger>()(SearchEntries.Agreed(who, agreement, now), http.RequestAborted) is not AppendResult.Recorded { Receipt: var receipt })
        {
            await WorkAnswers.ClosedAsync(http, who);
            return;
        }

        await WorkAnswers.WriteAsync(http, receipt, json =>
        {
            json.WriteString("agreement"u8, receipt.EntryId);
            json.WriteString("until"u8, receipt.At + Agreement.Holds);
        });
    }
}
