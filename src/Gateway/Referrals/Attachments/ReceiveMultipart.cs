using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Gateway.Referrals.Attachments;

/// <summary>A form with files, read as it comes: nothing of it is put down anywhere by the framework.</summary>
internal static class ReceiveMultipart
{
    /// <summary>How long anybody may take to send.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private const int LongestBoundary = 70;

    /// <summary>None where the request is no such form.</summary>
    public static MultipartReader? Reader(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= LongestBoundary } boundary
            ? new MultipartReader(boundary.ToString(), request.Body) { HeadersCountLimit = 8, HeadersLengthLimit = 4096 } : null;

    /// <summary>More than other requests may send: only for whoever may add a file here.</summary>
    public static void Allow(HttpContext http, long most)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = most;
    }

    /// <summary>What it is in the form, and what the file is called where it is one.</summary>
    public static (string Name, string? File) Of(MultipartSection section)
    {
        var said = section.GetContentDispositionHeader();
        if (said is null || !said.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase)) return ("", null);
        var file = said.FileNameStar.HasValue ? said.FileNameStar : said.FileName;
        return (HeaderUtilities.RemoveQuotes(said.Name).ToString(), file.HasValue ? HeaderUtilities.RemoveQuotes(file).ToString() : null);
    }
}
