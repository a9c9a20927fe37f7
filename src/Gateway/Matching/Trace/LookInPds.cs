using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Matching.Trace;

/// <summary>One look for a child: the number where there is one, then the searches in their order, until one child is found with confidence.</summary>
internal sealed class LookInPds(PdsHttp http, WeighPatients weigh, Func<PdsPatient, ChildHeld> shown, MatchingTables tables, DateOnly today)
{
    private readonly Guid _correlation = Guid.NewGuid();
    private readonly List<PdsPatient> _patients = [];
    private readonly SearchesMade _made = new();

    public async Task<Sought> RunAsync(MatchingQuestion question, Func<NhsNumber, Guid, CancellationToken, Task<PdsReply>> retrieve, CancellationToken stopping)
    {
        var plan = SearchRules.For(question, tables.Names, today);
        var hasNumber = NhsNumber.Read(question.NhsNumber, out var number) == NhsNumberFault.None;
        if (plan is null && !hasNumber) return new Sought.NotKnown(LookFault.CannotAsk);
        if (hasNumber)
        {
            // A number whose record was withdrawn belongs to nobody: the rest of the question may still find the child.
            if (await retrieve(number, _correlation, stopping) is var reply && Fault(reply) is { } why && !(why == LookFault.Withdrawn && plan is not null)) return new Sought.NotKnown(why);
            if (reply is PdsReply.Record(var owner)) _patients.Add(owner);
            if (plan is null || Outcome(question) is { Answer: MatchingAnswer.Single or MatchingAnswer.Conflict }) return Done(question);
        }

        foreach (var search in plan!.Always)
            if (await SearchAsync(search, stopping) is { } why) return new Sought.NotKnown(why);
        foreach (var search in plan.Then)
        {
            if (Outcome(question) is { Answer: MatchingAnswer.Single or MatchingAnswer.Conflict }) break;
            if (await SearchAsync(search, stopping) is { } why) return new Sought.NotKnown(why);
        }

        return Done(question);
    }

    /// <summary>The one child whom a former number led to; null where there is none.</summary>
    public PdsPatient? Replacing(Sought sought) =>
        sought is Sought.Done { Outcome.Answer: MatchingAnswer.Single single } && _patients[single.Child.Ordinal] is { Former: not null } patient ? patient : null;

    private async Task<LookFault?> SearchAsync(PdsSearch search, CancellationToken stopping)
    {
        var reply = await http.AskAsync(search.Question, _correlation, stopping);
        switch (reply)
        {
            case PdsReply.TooMany:
                _made.Add(search, SearchMade.TooMany, null);
                return null;
            case PdsReply.Found { Patients: [] }:
                _made.Add(search, SearchMade.Nobody, null);
                return null;
            // Who may be given one alone and is given several cannot tell whether these are all.
            case PdsReply.Found { Patients: [var (patient, score)] }:
                _made.Add(search, SearchMade.One, score);
                if (!_patients.Exists(known => known.Number == patient.Number)) _patients.Add(patient);
                return null;
            default:
                return Fault(reply) ?? LookFault.Unverified;
        }
    }

    private static LookFault? Fault(PdsReply reply) => reply switch
    {
        PdsReply.Fault(var why) => why,
        PdsReply.Record or PdsReply.NotFound => null,
        _ => LookFault.Unverified,
    };

    private MatchingOutcome Outcome(MatchingQuestion question) => weigh.Of(question, _patients, _made);

    private Sought.Done Done(MatchingQuestion question)
    {
        PdsPatient[] patients = [.. _patients];
        return new Sought.Done(Outcome(question), at => shown(patients[at])) { Searches = new SearchTrail(_correlation, _made.All) };
    }
}
