using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Federation.Calls;
using Gateway.Federation.Uploads;
using Gateway.Hosting;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Federation;

/// <summary>
/// Asks every custodian of the plan at once and returns by the deadline with an answer for each: who had not answered by
/// then is named as timed out. Late answers change nothing that was returned.
/// </summary>
public sealed class AskCustodians(CustodianCalls calls, AnswerByFile file, TimeProvider time)
{
    // How a holder is called: for somebody who waits, or for nobody.
    private delegate Task<Reply> Way(Holder holder, Posting posting, TimeSpan left, CancellationToken cancel);

    private static readonly Task<Reply> NotCovered = Task.FromResult<Reply>(new Reply.Nothing(Because.NotCovered, Reached.NotSent));
    private static readonly Task<Reply> InMaintenance = Task.FromResult<Reply>(new Reply.Nothing(Because.Maintenance, Reached.NotSent));

    public Task<ImmutableArray<CustodianAnswer>> AskAsync(
        Guid requestId, ChildAsked child, Purpose purpose, DateOnly since, ImmutableArray<CustodianQuestion> questions, TimeSpan deadline, CancellationToken cancel) =>
        AskAsync(requestId, child, purpose, since, questions, deadline, calls.AskAsync, CancellationToken.None, cancel);

    /// <summary>As <see cref="AskAsync(Guid, ChildAsked, Purpose, DateOnly, ImmutableArray{CustodianQuestion}, TimeSpan, CancellationToken)"/>, and by <paramref name="enough"/> where that comes before the deadline.</summary>
    public Task<ImmutableArray<CustodianAnswer>> AskUntilAsync(
        Guid requestId, ChildAsked child, Purpose purpose, DateOnly since, ImmutableArray<CustodianQuestion> questions, TimeSpan deadline, CancellationToken enough, CancellationToken cancel) =>
        AskAsync(requestId, child, purpose, since, questions, deadline, calls.AskAsync, enough, cancel);

    /// <summary>As <see cref="AskAsync(Guid, ChildAsked, Purpose, DateOnly, ImmutableArray{CustodianQuestion}, TimeSpan, CancellationToken)"/>, where nobody waits for the answer.</summary>
    public Task<ImmutableArray<CustodianAnswer>> AskPatientlyAsync(
        Guid requestId, ChildAsked child, Purpose purpose, DateOnly since, ImmutableArray<CustodianQuestion> questions, TimeSpan deadline, CancellationToken cancel) =>
        AskAsync(requestId, child, purpose, since, questions, deadline, calls.AskPatientlyAsync, CancellationToken.None, cancel);

    private async Task<ImmutableArray<CustodianAnswer>> AskAsync(
        Guid requestId, ChildAsked child, Purpose purpose, DateOnly since, ImmutableArray<CustodianQuestion> questions, TimeSpan deadline, Way way, CancellationToken enough, CancellationToken cancel)
    {
        // To ask may tell a council. With no time left to hear the answer nobody is asked.
        if (deadline <= TimeSpan.Zero) return [.. questions.Select(question => CustodianAnswer.NotKnown(question, Because.NotAsked, TimeSpan.Zero))];
        var (check, answers) = (new CheckAsked(requestId, child, purpose, since), new CustodianAnswer?[questions.Length]);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var asked = Task.WhenAll(questions.Select((question, place) => OneAsync(answers, place, question, check, deadline, way, ended.Token)));
        await ByTheDeadlineAsync(asked, deadline, enough, cancel);
        if (!asked.IsCompleted) await ended.CancelAsync();
        var all = ImmutableArray.CreateBuilder<CustodianAnswer>(questions.Length);
        for (var place = 0; place < questions.Length; place++)
        {
            var answer = Volatile.Read(ref answers[place]) ?? CustodianAnswer.NotKnown(questions[place], Because.TimedOut, deadline);
            foreach (var said in answer.Items) Telemetry.CountAnswer(answer.Question.Custodian.Id, said.Said.Said.Word());
            all.Add(answer);
        }

        return all.MoveToImmutable();
    }

    // A client library that ignores its cancellation cannot hold the answer back.
    private async Task ByTheDeadlineAsync(Task asked, TimeSpan deadline, CancellationToken enough, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(enough, cancel);
        try
        {
            await asked.WaitAsync(deadline, time, over.Token);
        }
        catch (TimeoutException)
        {
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
        }
    }

    private async Task OneAsync(
        CustodianAnswer?[] answers, int place, CustodianQuestion question, CheckAsked asked, TimeSpan deadline, Way way, CancellationToken cancel)
    {
        var answer = await JudgedAsync(question, asked, deadline, way, cancel);
        if (!cancel.IsCancellationRequested) Volatile.Write(ref answers[place], answer);
    }

    // Whatever goes wrong with one custodian, the others' answers stand.
    private async Task<CustodianAnswer> JudgedAsync(CustodianQuestion question, CheckAsked asked, TimeSpan deadline, Way way, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        try
        {
            if (question.Custodian.Uploads) return await file(question, asked.Child, cancel);
            var connector = Connector.Of(question.Custodian);
            var reply = await ReplyAsync(question, connector, asked, deadline, way, cancel);
            var heard = reply is Reply.Body body ? connector.Read(body.Bytes, question, asked, time.GetUtcNow()) : new Heard.Nothing(((Reply.Nothing)reply).Because);
            return Judge(question, heard, time.GetElapsedTime(started));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return CustodianAnswer.NotKnown(question, Because.RejectedUnverified, time.GetElapsedTime(started));
        }
    }

    private Task<Reply> ReplyAsync(CustodianQuestion question, Connector connector, CheckAsked asked, TimeSpan deadline, Way way, CancellationToken cancel)
    {
        var custodian = question.Custodian;
        if (!custodian.Connected) return NotCovered;
        return custodian.InMaintenance(time.GetUtcNow()) ? InMaintenance : way(custodian.Holder, connector.Ask(question, asked), deadline, cancel);
    }

    private CustodianAnswer Judge(CustodianQuestion question, Heard heard, TimeSpan took)
    {
        if (heard is not Heard.Items answer) return CustodianAnswer.NotKnown(question, ((Heard.Nothing)heard).Because, took);
        // Without a time nobody knows how old it is, and it is taken to be too old for "nothing held".
        var age = answer.AsOf is { } asOf ? time.GetUtcNow() - asOf : TimeSpan.MaxValue;
        if (age < -Freshness.ClockAhead) return CustodianAnswer.NotKnown(question, Because.RejectedUnverified, took);
        var judged = ImmutableArray.CreateBuilder<ItemSaid>(answer.Said.Length);
        foreach (var said in answer.Said) judged.Add(said with { Said = Freshness.Judge(said.Said, age, question.MustBeCurrent && !said.Item.IsAttendance()) });
        return new CustodianAnswer(question, answer.AsOf, judged.MoveToImmutable(), took) { Record = answer.Record };
    }

    internal static void WriteChild(Utf8JsonWriter json, ChildAsked child)
    {
        json.WriteStartObject("child"u8);
        json.WriteString("nhsNumber"u8, child.NhsNumber.Digits);
        json.WriteString("dateOfBirth"u8, child.DateOfBirth.ToString("O", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
