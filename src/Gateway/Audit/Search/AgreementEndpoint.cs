using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Hosting;

namespace Gateway.Audit.Search;

/// <summary><c>POST /ledger/v1/agreements</c>: a second officer agrees that a colleague reads the history of a protected child.</summary>
internal static class AgreementEndpoint
{
    public static async Task HandleAsync(HttpContext http, RecordAgreement record, TimeProvider time)
    {
        var who = WorkAnswers.Who(http);
        if (!who.IsOfficer())
        {
            await Problems.WriteAsync(http, Problem.NotAllowed);
            return;
        }

        if (await WorkAnswers.BodyAsync(http, Agreement.Known) is not { } body) return;
        var faults = new List<FieldFault>();
        if (Agreement.Read(body, LondonTime.Day(time.GetUtcNow()), faults) is not { } agreement) await Problems.FieldsAsync(http, faults);
        else await WriteAsync(http, who, await record.RunAsync(who, agreement, http.RequestAborted));
    }

    private static Task WriteAsync(HttpContext http, Practitioner who, AgreementOutcome outcome) => outcome switch
    {
        AgreementOutcome.Agreed agreed => WorkAnswers.WriteAsync(http, agreed.Receipt, json =>
        {
            json.WriteString("agreement"u8, agreed.Receipt.EntryId);
            json.WriteString("until"u8, agreed.Until);
        }),
        AgreementOutcome.OwnLook => Problems.WriteAsync(http, Problem.PersonalInterest),
        _ => WorkAnswers.ClosedAsync(http, who),
    };
}
