using System.Globalization;
using Gateway.Audit;
using Gateway.Hosting;
using Gateway.Rules.Attachments;

namespace Gateway.Referrals.Attachments;

/// <summary>A file that may leave, with the receipt of the entry that says so: part after part, to be saved and never to be shown by the browser that has it.</summary>
internal sealed class ReleaseAttachment
{
    private readonly AttachmentSeen _file;
    private readonly string? _reference;

    /// <param name="reference">Of its referral; none of a draft.</param>
    public ReleaseAttachment(LedgerReceipt receipt, AttachmentSeen file, string? reference)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        (_file, _reference) = (file, reference);
    }

    // What somebody called it may name a child, and a header is kept in many places: the file bears the reference, and is told by its number.
    private string Name => string.Create(CultureInfo.InvariantCulture, $"{_reference ?? "draft"}-file-{_file.Number}.{_file.About.Kind.Word()}");

    public async Task WriteAsync(HttpContext http)
    {
        var (response, parts) = (http.Response, http.RequestServices.GetRequiredService<AttachmentParts>());
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = _file.About.Kind.MediaType();
        response.ContentLength = _file.About.Size;
        response.Headers.ContentDisposition = $"attachment; filename=\"{Name}\"";
        response.Headers.ContentSecurityPolicy = PageHeaders.Sandboxed;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        // One that was changed or is not there breaks off: what was said of its length does not come.
        await foreach (var part in parts.AllAsync(_file.Id, _file.About.Parts, http.RequestAborted)) await response.BodyWriter.WriteAsync(part, http.RequestAborted);
    }
}
