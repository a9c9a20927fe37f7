using System.Data.Common;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Questions;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Trace;

/// <summary>
/// The children as the national demographics service knows them, looked up at the moment of the question. Nothing of them is kept.
/// Whatever that service does not answer is "nobody could look", and never "nobody found".
/// </summary>
internal sealed class PdsTrace(PdsHttp http, WeighPatients weigh, HomesOfPatient homes, MatchingTables tables, NoteSuperseded note, TraceSettings settings, TimeProvider time, ILogger<PdsTrace> log) : Children
{
    // Of one look altogether, beside that of each of its searches.
    private const int SearchesPatience = 2;

    internal override DateTimeOffset AsOf => time.GetUtcNow();

    internal override bool KnowsFormerNumbers => false;

    internal override string Parameters => tables.Parameters.Version;

    public override async ValueTask<ChildMatch> MatchAsync(NhsNumber number, DateOnly dateOfBirth, CancellationToken stopping)
    {
        switch (await RetrieveAsync(number, Guid.NewGuid(), stopping))
        {
            case PdsReply.NotFound: return ChildMatch.None.Instance;
            case PdsReply.Fault(var why): return new ChildMatch.NotKnown(why);
            case PdsReply.Record(var patient) when patient.Born != dateOfBirth: return ChildMatch.None.Instance;
            case PdsReply.Record({ IsVerified: true, Former: null } patient): return new ChildMatch.Exact(homes.Of(patient)) { Held = Shown(patient) };
            case PdsReply.Record({ IsVerified: true } patient):
                await NoteAsync(number, patient, stopping);
                return ChildMatch.Superseded.Instance;
            default: return new ChildMatch.NotKnown(LookFault.Unverified);
        }
    }

    internal override Rejection? WhyRejected(MatchingQuestion question) => FindChild.WhyRejected(tables.Names, tables.Parameters, question, Today);

    internal override async ValueTask<Sought> FindAsync(MatchingQuestion question, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(settings.Patience * SearchesPatience, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            var look = new LookInPds(http, weigh, Shown, tables, Today);
            var sought = await look.RunAsync(question, RetrieveAsync, ended.Token);
            if (look.Replacing(sought) is { Former: { } former } patient) await NoteAsync(former, patient, stopping);
            return sought;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new Sought.NotKnown(LookFault.TimedOut);
        }
    }

    internal override async ValueTask<HeldUnder> HeldAsync(NhsNumber number, CancellationToken stopping) => await RetrieveAsync(number, Guid.NewGuid(), stopping) switch
    {
        PdsReply.Record(var patient) => new HeldUnder.Found(Shown(patient)),
        PdsReply.NotFound => HeldUnder.Nobody.Instance,
        PdsReply.Fault(var why) => new HeldUnder.NotKnown(why),
        _ => new HeldUnder.NotKnown(LookFault.Unverified),
    };

    // The national service tells no former numbers, and nothing waits for it while the gate of retention is taken.
    internal override ValueTask<HeldUnder> WhoseAsync(NhsNumber number, CancellationToken stopping) => ValueTask.FromResult<HeldUnder>(new HeldUnder.NotKnown(LookFault.CannotAsk));

    // The national service has nobody in it who is nobody.
    internal override bool IsCanary(NhsNumber number) => false;

    private DateOnly Today => LondonTime.Day(time.GetUtcNow());

    private async Task<PdsReply> RetrieveAsync(NhsNumber number, Guid correlation, CancellationToken stopping)
    {
        var reply = await http.AskAsync("/" + number.Digits, correlation, stopping);
        // It answers under the number that took the place of the one asked for.
        return reply is PdsReply.Record(var patient) && patient.Number != number ? new PdsReply.Record(patient with { Former = number }) : reply;
    }

    private ChildHeld Shown(PdsPatient patient) => new(patient.Number, patient.Born, patient.Names[0].Given ?? "", patient.Names[0].Family ?? "", homes.Of(patient));

    private async Task NoteAsync(NhsNumber former, PdsPatient present, CancellationToken stopping)
    {
        try
        {
            await note(new ChildAsked(former, present.Born), new ChildAsked(present.Number, present.Born), stopping);
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException)
        {
            // The answer does not hang on it: whoever asks next brings it up again.
            log.LogWarning("A superseded number could not be noted: {Fault}", fault.GetType().Name);
        }
    }
}

/// <summary>Leaves a note that one number took another's place.</summary>
internal delegate Task<bool> NoteSuperseded(ChildAsked former, ChildAsked present, CancellationToken stopping);
