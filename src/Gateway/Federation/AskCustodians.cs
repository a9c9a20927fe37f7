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
    private delegate Task<Reply> Way(Holder holder, ReadOnlyMemory<byte> body, TimeSpan left, CancellationToken cancel);

    private static readonly Task<Reply> NotCovered = Task.FromResult<Reply>(new Reply.Nothing(Because.NotCovered, Reached.NotSent));
    private static readonly Task<Reply> InMaintenance = Task.FromResult<Reply>(new Reply.Nothing(Because.Maintenance, Reached.NotSent));

    public Task<ImmutableArray<CustodianAnswer>> AskAsync(
        Guid requestId, ChildAsked child, Purpose purpose, DateOnly since, ImmutableArray<CustodianQuestion> questions, TimeSpan deadline, CancellationToken cancel) =>
        AskAsync(requestId, child, purpose, since, questions, deadline, calls.AskAsync, cancel);

    /// <summary>As <see cref="AskAsync(Guid, ChildAsked, Purpose, DateOnly, ImmutableArray{CustodianQuestion}, TimeSpan, CancellationToken)"/>, where nobody waits for the answer.</summary>
    public Task<ImmutableArray<CustodianAnswer>> AskPatientlyAsync(
        Guid requestId, ChildAsked child, Purpose purpose, DateOnly since, ImmutableArray<CustodianQuestion> questions, TimeSpan deadline, CancellationToken cancel) =>
        AskAsync(requestId, child, purpose, since, questions, deadline, calls.AskPatientlyAsync, cancel);

    private async Task<ImmutableArray<CustodianAnswer>> AskAsync(
        Guid requestId, ChildAsked child, Purpose purpose, DateOnly since, ImmutableArray<CustodianQuestion> questions, TimeSpan deadline, Way way, CancellationToken cancel)
    {
        // To ask may tell a council. With no time left to hear the answer nobody is asked.
        if (deadline <= TimeSpan.Zero) return [.. questions.Select(question => CustodianAnswer.NotKnown(question, Because.NotAsked, TimeSpan.Zero))];
        var answers = new CustodianAnswer?[questions.Length];
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var asked = Task.WhenAll(questions.Select((question, place) =>
            OneAsync(answers, place, question, Body(requestId, child, purpose, since, question.Items), requestId, child, deadline, way, ended.Token)));
        await ByTheDeadlineAsync(asked, deadline, cancel);
        if (!asked.IsCompleted) await ended.CancelAsync();
        ImmutableArray<CustodianAnswer> all = [.. questions.Select((question, place) =>
            Volatile.Read(ref answers[place]) ?? CustodianAnswer.NotKnown(question, Because.TimedOut, deadline))];
        foreach (var answer in all)
            foreach (var said in answer.Items) Telemetry.CountAnswer(answer.Question.Custodian.Id, said.Said.Said.Word());
        return all;
    }

    // A client library that ignores its cancellation cannot hold the answer back.
    private async Task ByTheDeadlineAsync(Task asked, TimeSpan deadline, CancellationToken cancel)
    {
        try
        {
            await asked.WaitAsync(deadline, time, cancel);
        }
        catch (TimeoutException)
        {
        }
    }

    private async Task OneAsync(
        CustodianAnswer?[] answers, int place, CustodianQuestion question, ReadOnlyMemory<byte> body, Guid requestId, ChildAsked child, TimeSpan deadline, Way way, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        var answer = await JudgedAsync(question, body, requestId, child, started, deadline, way, cancel);
        if (!cancel.IsCancellationRequested) Volatile.Write(ref answers[place], answer);
    }

    // Whatever goes wrong with one custodian, the others' answers stand.
    private async Task<CustodianAnswer> JudgedAsync(
        CustodianQuestion question, ReadOnlyMemory<byte> body, Guid requestId, ChildAsked child, long started, TimeSpan deadline, Way way, CancellationToken cancel)
    {
        try
        {
            if (question.Custodian.Uploads) return await file(question, child, cancel);
            var reply = await ReplyAsync(question.Custodian, body, deadline, way, cancel);
            return Judge(question, reply, requestId, child, time.GetElapsedTime(started));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return CustodianAnswer.NotKnown(question, Because.RejectedUnverified, time.GetElapsedTime(started));
        }
    }

    private Task<Reply> ReplyAsync(Custodian custodian, ReadOnlyMemory<byte> body, TimeSpan deadline, Way way, CancellationToken cancel)
    {
        if (!custodian.Connected) return NotCovered;
        return custodian.InMaintenance(time.GetUtcNow()) ? InMaintenance : way(custodian.Holder, body, deadline, cancel);
    }

    private CustodianAnswer Judge(CustodianQuestion question, Reply reply, Guid requestId, ChildAsked child, TimeSpan took)
    {
        if (reply is Reply.Nothing nothing) return CustodianAnswer.NotKnown(question, nothing.Because, took);
        var adult = child.AgeOn(LondonTime.Day(time.GetUtcNow())) >= 18;
        if (ReadCustodianAnswer.From(((Reply.Body)reply).Bytes, requestId, question, adult) is not var (asOf, items))
            return CustodianAnswer.NotKnown(question, Because.RejectedUnverified, took);

        var age = time.GetUtcNow() - asOf;
        if (age < -Freshness.ClockAhead) return CustodianAnswer.NotKnown(question, Because.RejectedUnverified, took);
        var judged = items.Select(said => said with { Said = Freshness.Judge(said.Said, age, question.MustBeCurrent && !said.Item.IsAttendance()) });
        return new CustodianAnswer(question, asOf, [.. judged], took);
    }

    private static byte[] Body(Guid requestId, ChildAsked child, Purpose purpose, DateOnly since, ImmutableArray<Item> items) => JsonBytes.Of(json =>
    {
        json.WriteString("requestId"u8, requestId);
        json.WriteString("purpose"u8, purpose.Word());
        WriteChild(json, child);
        json.WriteStartArray("items"u8);
        foreach (var item in items) json.WriteStringValue(item.Word());
        json.WriteEndArray();
        json.WriteString("since"u8, since.ToString("O", CultureInfo.InvariantCulture));
    });

    internal static void WriteChild(Utf8JsonWriter json, ChildAsked child)
    {
        json.WriteStartObject("child"u8);
        json.WriteString("nhsNumber"u8, child.NhsNumber.Digits);
        json.WriteString("dateOfBirth"u8, child.DateOfBirth.ToString("O", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
