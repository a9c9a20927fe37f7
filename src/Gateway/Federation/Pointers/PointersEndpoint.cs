using System.Security.Cryptography;
using System.Runtime.InteropServices;
using Gateway.Agencies;
using Gateway.Federation.Pointers.Signing;
using Gateway.Hosting;
using Gateway.Rules.Federation.Pointers;

namespace Gateway.Federation.Pointers;

/// <summary>
/// <c>POST /v1/pointers</c>: the signed envelope in the first line, and the content it signs in those after it, byte for byte. The answer
/// says how far the custodian's list is, and nothing of what is held.
/// </summary>
internal static class PointersEndpoint
{
    public const int LargestBody = 32 * 1024 * 1024;
    public const string MediaType = "application/x-ndjson";

    private static readonly Problem NotSigned = new(
        "pointers-not-signed", "The envelope does not hold", StatusCodes.Status403Forbidden,
        "It must be one line with an envelope that a key of the custodian signed. Nothing was taken.", "asker");

    private static readonly Problem TooLarge = Problem.BodyTooLarge with { Detail = "A list is at most 32 MiB. Nothing was taken." };

    private static readonly Problem WrongMedia = Problem.UnknownMediaType with { Title = "The request is not NDJSON", Detail = "Send the body as application/x-ndjson in UTF-8." };

    public static async Task TakeAsync(HttpContext http)
    {
        var who = WorkAnswers.Who(http);
        if (!who.IsOfficer()) await Problems.WriteAsync(http, Problem.NotAllowed);
        else if (http.Request.ContentType?.Split(';')[0].Trim() != MediaType) await Problems.WriteAsync(http, WrongMedia);
        else if (http.Request.ContentLength > LargestBody) await Problems.WriteAsync(http, TooLarge);
        else if (await RequestBody.ReadAsync(http, LargestBody) is { } body) await WholeAsync(http, who, body);
    }

    // The identifiers are gone when the answer is.
    private static async Task WholeAsync(HttpContext http, Practitioner who, ReadOnlyMemory<byte> body)
    {
        try
        {
            var end = body.Span.IndexOf((byte)'\n');
            var (line, content) = end < 0 ? (body, default) : (body[..end], body[(end + 1)..]);
            if (ReadEnvelope.From(line) is not { } signed) await Problems.WriteAsync(http, NotSigned);
            else if (CustodianOf(http, who, signed) is not { } custodian) await Problems.WriteAsync(http, Problem.NotAllowed);
            else if (!signed.IsVouchedFor(http.RequestServices.GetRequiredService<CustodianKeys>().Of(custodian))) await Problems.WriteAsync(http, NotSigned);
            else await AnswerAsync(http, await http.RequestServices.GetRequiredService<TakePointers>().RunAsync(signed, content, PointerEntries.Taken(who, signed), http.RequestAborted), who);
        }
        finally
        {
            if (MemoryMarshal.TryGetArray(body, out var bytes)) CryptographicOperations.ZeroMemory(bytes);
        }
    }

    // A custodian of another agency, and one that is nobody's, are told to nobody apart. It lists only what it is authoritative for.
    private static Custodian? CustodianOf(HttpContext http, Practitioner who, SignedEnvelope signed) =>
        http.RequestServices.GetRequiredService<Register>().CustodiansOf(who.Agency).FirstOrDefault(signed.IsOf);

    private static Task AnswerAsync(HttpContext http, PointersTaken taken, Practitioner who) => taken switch
    {
        PointersTaken.Whole(var receipt, var list, var wholeWanted) => WorkAnswers.WriteAsync(http, receipt, json =>
        {
            json.WriteNumber("sequence"u8, list.Taken.Sequence);
            json.WriteString("asOf"u8, list.Standing.AsOf);
            json.WriteBoolean("wholeWanted"u8, wholeWanted);
        }),
        PointersTaken.Refused(var fault, var sequence) => Problems.WriteAsync(http, ProblemOf(fault), json => json.WriteNumber("sequence"u8, sequence)),
        PointersTaken.Unreadable(var faults) => Problems.FieldsAsync(http, faults),
        _ => WorkAnswers.ClosedAsync(http, who),
    };

    private static Problem ProblemOf(SubmissionFault fault) => fault switch
    {
        SubmissionFault.Sequence => new(
            "pointers-sequence", "The number is not higher than the last", StatusCodes.Status409Conflict, "Nothing was taken. Go on from the number that is given.", "asker"),
        SubmissionFault.Ahead => new(
            "pointers-ahead", "It was signed in the future", StatusCodes.Status409Conflict, "Nothing was taken. Check the clock that signs, in UTC.", "asker"),
        SubmissionFault.Behind => new(
            "pointers-behind", "It was signed too long ago", StatusCodes.Status409Conflict, "Nothing was taken. Sign the list as it is now, and send it within 15 minutes.", "asker"),
        SubmissionFault.Content => new(
            "pointers-content", "The content is not what was signed", StatusCodes.Status400BadRequest, "Nothing was taken. Sign the SHA-256 of the bytes after the first line.", "asker"),
        SubmissionFault.ListDiffers => new(
            "pointers-differ", "The list is not the one that was signed", StatusCodes.Status409Conflict, "Nothing was taken. Send the whole list.", "asker"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
