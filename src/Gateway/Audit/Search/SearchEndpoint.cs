using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Matching;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Search;

/// <summary>
/// <c>POST /ledger/v1/search</c>: who asked about this child, what did this practitioner or this agency ask. For information
/// governance, of their own agency's entries alone; the look is recorded before anything of it is shown.
/// </summary>
internal static class SearchEndpoint
{
    private const int Page = 200;
    private const int MostPages = 5;

    public static async Task HandleAsync(HttpContext http)
    {
        var who = WorkAnswers.Who(http);
        if (!who.IsOfficer())
        {
            await Problems.WriteAsync(http, Problem.NotAllowed);
            return;
        }

        if (await WorkAnswers.BodyAsync(http, SearchQuestion.Known) is not { } body) return;
        var faults = new List<FieldFault>();
        if (SearchQuestion.Read(body, who, LondonTime.Day(Now(http)), faults) is not { } question) await Problems.FieldsAsync(http, faults);
        else if (await WhyNotAsync(http, who, question) is { } problem) await RefuseAsync(http, who, question, problem);
        else if (question.ForFamily) await ExtractAsync(http, who, question);
        else await ShowAsync(http, who, question);
    }

    /// <summary>A child whom the index does not know is treated as protected: nobody can say that they are not.</summary>
    private static async Task<Problem?> WhyNotAsync(HttpContext http, Practitioner who, SearchQuestion question)
    {
        if (question.Of is AccessOf.ByAgency(var agency) && agency != who.Agency.Id) return SearchProblems.AnotherAgency;
        if (question.Child is not { } child) return null;
        var match = http.RequestServices.GetRequiredService<ChildIndex>().Match(child.NhsNumber, child.DateOfBirth);
        if (match is ChildMatch.Exact { Home.Protected: false }) return null;
        return await Agreement.CoversAsync(Ledger(http), who, question, Now(http), http.RequestAborted) ? null : SearchProblems.AgreementNeeded;
    }

    private static async Task RefuseAsync(HttpContext http, Practitioner who, SearchQuestion question, Problem problem)
    {
        if (await RecordAsync(http, SearchEntries.Refused(who, question, problem.Type, Now(http))) is null) await WorkAnswers.ClosedAsync(http, who);
        else await Problems.WriteAsync(http, problem);
    }

    private static async Task ShowAsync(HttpContext http, Practitioner who, SearchQuestion question)
    {
        var history = await Ledger(http).History.ReadAsync(question.Of, question.Before, Page, http.RequestAborted);
        var own = Own(history.Entries, who);
        if (await RecordAsync(http, SearchEntries.Shown(who, question, Ids(own), history.Gaps.IsEmpty, Now(http))) is not { } receipt)
            await WorkAnswers.ClosedAsync(http, who);
        else await WorkAnswers.WriteAsync(http, receipt, json => WriteHistory.To(json, history, own));
    }

    private static async Task ExtractAsync(HttpContext http, Practitioner who, SearchQuestion question)
    {
        var (own, gaps, left) = (new List<OwnEntry>(), new List<TrailGap>(), (long?)null);
        for (var page = 0; page < MostPages && (page == 0 || left is not null); page++)
        {
            var history = await Ledger(http).History.ReadAsync(question.Of, left, Page, http.RequestAborted);
            own.AddRange(Own(history.Entries, who));
            gaps.AddRange(history.Gaps);
            left = history.Before;
        }

        if (left is { } rest) gaps.Add(new TrailGap(TrailGapKind.Missing, null, null, rest));
        ImmutableArray<TrailGap> lacking = [.. gaps];
        if (await RecordAsync(http, SearchEntries.Shown(who, question, Ids(own), lacking.IsEmpty, Now(http))) is not { } receipt)
            await WorkAnswers.ClosedAsync(http, who);
        else await WorkAnswers.WriteAsync(http, receipt, json => WriteHistory.ExtractTo(json, FamilyExtract.Of(own), lacking));
    }

    private static List<OwnEntry> Own(IEnumerable<Access> entries, Practitioner who) =>
        [.. entries.Select(access => OwnEntry.Of(access, who.Agency.Id)).OfType<OwnEntry>()];

    private static IEnumerable<Guid> Ids(IEnumerable<OwnEntry> entries) => entries.Select(entry => entry.Access.Leaf!.EntryId);

    private static Ledger Ledger(HttpContext http) => http.RequestServices.GetRequiredService<Ledger>();

    private static DateTimeOffset Now(HttpContext http) => http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

    private static async Task<LedgerReceipt?> RecordAsync(HttpContext http, LedgerEntry entry) =>
        await http.RequestServices.GetRequiredService<AppendToLedger>()(entry, http.RequestAborted) is AppendResult.Recorded { Receipt: var receipt } ? receipt : null;
}
