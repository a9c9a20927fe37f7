using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Referrals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Attachments;

/// <summary>Adding, listing, opening and removing the files of a referral. What is not the caller's reads as if it were not there.</summary>
internal static class AttachmentEndpoints
{
    // What stands around the file, and a file that is a good deal too large: whoever sends it hears why.
    private const long LargestBody = 4 * AddAttachment.Largest;

    private const string Field = "file";

    private static readonly Problem CouldNotCheck = ReferralProblems.NotChecked with { Detail = AttachmentWords.CouldNotCheck + ". Try again later, or ring the referrer." };

    public static async Task AddAsync(HttpContext http, Guid id)
    {
        var (who, add) = (WorkAnswers.Who(http), http.RequestServices.GetRequiredService<AddAttachment>());
        if (await add.MayAsync(who, id, http.RequestAborted) is { } not) await WriteAsync(http, who, id, not);
        else if (ReceiveMultipart.Reader(http.Request) is not { } reader) await Problems.WriteAsync(http, ReferralProblems.NotMultipart);
        else if (http.Request.ContentLength > LargestBody) await FaultyAsync(http, AttachmentWords.TooLarge);
        else
        {
            ReceiveMultipart.Allow(http, LargestBody);
            await WriteAsync(http, who, id, await ReceiveAsync(http, add, who, id, reader));
        }
    }

    public static async Task ListAsync(HttpContext http, Guid id)
    {
        var (who, services) = (WorkAnswers.Who(http), http.RequestServices);
        if (await services.GetRequiredService<ReadReferrals>().OneAsync(who, id, http.RequestAborted) is not { } seen) await Problems.WriteAsync(http, Problem.NotFound);
        else if (await services.GetRequiredService<RecordReading>().RunAsync(who, "referral-attachments-read", [id], http.RequestAborted) is not { } receipt) await WorkAnswers.ClosedAsync(http, who);
        else await WorkAnswers.WriteAsync(http, receipt, json =>
        {
            json.WriteString("referral"u8, id);
            AttachmentSeen.Write(json, seen.Attachments, seen.AddedBy);
        });
    }

    public static async Task OpenAsync(HttpContext http, Guid id, Guid attachment)
    {
        var who = WorkAnswers.Who(http);
        await (await http.RequestServices.GetRequiredService<OpenAttachment>().RunAsync(who, id, attachment, http.RequestAborted) switch
        {
            AttachmentOpened.Open(var file) => file.WriteAsync(http),
            AttachmentOpened.Shut(AttachmentState.VirusFound) => Problems.WriteAsync(http, ReferralProblems.VirusFound),
            AttachmentOpened.Shut { Tried: true } => Problems.WriteAsync(http, CouldNotCheck),
            AttachmentOpened.Shut => Problems.WriteAsync(http, ReferralProblems.NotChecked),
            AttachmentOpened.NotFound => Problems.WriteAsync(http, Problem.NotFound),
            _ => WorkAnswers.ClosedAsync(http, who),
        });
    }

    public static async Task RemoveAsync(HttpContext http, Guid id, Guid attachment)
    {
        switch (await http.RequestServices.GetRequiredService<RemoveAttachment>().RunAsync(WorkAnswers.Who(http), id, attachment, http.RequestAborted))
        {
            case AttachmentRemoved.Gone:
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case AttachmentRemoved.NotFound:
                await Problems.WriteAsync(http, Problem.NotFound);
                break;
            case AttachmentRemoved.SentBefore:
                await Problems.WriteAsync(http, ReferralProblems.SentBefore);
                break;
            default:
                await Problems.WriteAsync(http, ReferralProblems.MovedOn);
                break;
        }
    }

    private static async Task<AttachmentAdded> ReceiveAsync(HttpContext http, AddAttachment add, Practitioner who, Guid id, Microsoft.AspNetCore.WebUtilities.MultipartReader reader)
    {
        using var end = new CancellationTokenSource(ReceiveMultipart.Longest, http.RequestServices.GetRequiredService<TimeProvider>());
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, http.RequestAborted);
        try
        {
            while (await reader.ReadNextSectionAsync(either.Token) is { } section)
                if (ReceiveMultipart.Of(section) is (Field, { } name)) return await add.RunAsync(who, id, name, section.Body, either.Token);
            return new AttachmentAdded.Faulty(AttachmentWords.NoFile);
        }
        catch (BadHttpRequestException fault)
        {
            return new AttachmentAdded.Faulty(fault.StatusCode == StatusCodes.Status413PayloadTooLarge ? AttachmentWords.TooLarge : AttachmentWords.NotWhole);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException || (fault is OperationCanceledException && !http.RequestAborted.IsCancellationRequested))
        {
            return new AttachmentAdded.Faulty(AttachmentWords.NotWhole);
        }
    }

    private static Task WriteAsync(HttpContext http, Practitioner who, Guid id, AttachmentAdded added) => added switch
    {
        AttachmentAdded.Added done => ConfirmAsync(http, done),
        AttachmentAdded.Faulty(var words) => FaultyAsync(http, words),
        AttachmentAdded.NotFound => Problems.WriteAsync(http, Problem.NotFound),
        AttachmentAdded.SentBefore => Problems.WriteAsync(http, ReferralProblems.SentBefore),
        _ => Problems.WriteAsync(http, ReferralProblems.MovedOn),
    };

    private static Task FaultyAsync(HttpContext http, string words) => Problems.FieldsAsync(http, [new FieldFault(Field, words)]);

    private static async Task ConfirmAsync(HttpContext http, AttachmentAdded.Added added)
    {
        var services = http.RequestServices;
        await using var db = await services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(http.RequestAborted);
        var seen = (await services.GetRequiredService<ReadAttachments>().OfAsync(db, added.Referral.Id, http.RequestAborted)).FirstOrDefault(one => one.Id == added.Attachment);
        // Taken out again at the same moment, by the same person elsewhere.
        if (seen is null) await Problems.WriteAsync(http, ReferralProblems.MovedOn);
        else await ConfirmOwn.WriteAsync(http, JsonBytes.Of(json => seen.Members(json, added.Referral.PersonName ?? added.Referral.Person)), added.Before ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }
}
