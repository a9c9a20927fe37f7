using System.Collections.Immutable;
using System.Text;
using Gateway.Disclosure;
using Gateway.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Gateway.Referrals.Attachments;

/// <summary>
/// Reads the form of the page on which files are added, before the framework would put them down unsealed: each file is taken in as it comes, and what stands in the boxes
/// is the page's form. The form's own mark comes first, and no file is taken from a form without it.
/// </summary>
internal sealed class FilesOfForm : IAsyncAuthorizationFilter, IOrderedFilter
{
    /// <summary>The page of the task to which files belong.</summary>
    public const string Task = "history";

    /// <summary>The input of the page.</summary>
    public const string Input = "files";

    private const long LargestForm = (AddAttachment.MostFiles * (long)AddAttachment.Largest) + (1024 * 1024);
    private const int LargestBoxes = 192 * 1024;
    private const int MostSections = 1000;

    /// <summary>Before the framework looks for the form's mark, and so reads all of it.</summary>
    public int Order => 0;

    /// <summary>What came of the files of this request.</summary>
    public static FilesReceived Of(HttpContext http) => http.Items[typeof(FilesReceived)] as FilesReceived ?? FilesReceived.None;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || http.Request.RouteValues["task"] as string != Task || ReceiveMultipart.Reader(http.Request) is not { } reader) return;
        if (!Guid.TryParse(http.Request.RouteValues["id"] as string, out var id)) return;
        switch (await http.RequestServices.GetRequiredService<AddAttachment>().MayAsync(WorkAnswers.Who(http), id, http.RequestAborted))
        {
            case AttachmentAdded.NotFound:
                context.Result = new NotFoundResult();
                return;
            case AttachmentAdded.SentBefore:
                context.Result = new RedirectResult($"/referrals/{id}");
                return;
            default:
                ReceiveMultipart.Allow(http, LargestForm);
                if (!await new Receiving(http, id, reader).RunAsync()) context.Result = new BadRequestResult();
                return;
        }
    }

    private sealed class Receiving(HttpContext http, Guid id, MultipartReader reader)
    {
        private readonly Dictionary<string, StringValues> _boxes = new(StringComparer.Ordinal);
        private readonly List<(string Name, string? Wrong)> _files = [];
        private int _left = LargestBoxes;

        // False where it is not a form of ours.
        public async Task<bool> RunAsync()
        {
            using var end = new CancellationTokenSource(ReceiveMultipart.Longest, http.RequestServices.GetRequiredService<TimeProvider>());
            using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, http.RequestAborted);
            try
            {
                for (var n = 0; await reader.ReadNextSectionAsync(either.Token) is { } section; n++)
                    if (n >= MostSections || !await TakeAsync(section, either.Token)) return false;
            }
            catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
            {
                _files.Add(("", AttachmentWords.TooLarge));
            }
            catch (Exception fault) when (fault is IOException or InvalidDataException || (fault is OperationCanceledException && !http.RequestAborted.IsCancellationRequested))
            {
                _files.Add(("", AttachmentWords.NotWhole));
            }

            http.Request.Form = new FormCollection(_boxes);
            http.Items[typeof(FilesReceived)] = FilesReceived.Of(_files);
            return true;
        }

        private async Task<bool> TakeAsync(MultipartSection section, CancellationToken stopping)
        {
            var (name, file) = ReceiveMultipart.Of(section);
            if (file is null) return await BoxAsync(name, section.Body, stopping);
            // A browser sends an empty one where nobody chose any.
            if (name != Input || file.Length == 0) return true;
            if (!await IsOursAsync()) return false;
            var added = await http.RequestServices.GetRequiredService<AddAttachment>().RunAsync(WorkAnswers.Who(http), id, file, section.Body, stopping);
            _files.Add((Rules.Attachments.AttachmentName.Of(file), Wrong(added)));
            return true;
        }

        private async Task<bool> BoxAsync(string name, Stream body, CancellationToken stopping)
        {
            var bytes = new byte[_left + 1];
            var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, stopping);
            _left -= length;
            if (_left < 0 || name.Length == 0) return false;
            _boxes[name] = StringValues.Concat(_boxes.GetValueOrDefault(name), Encoding.UTF8.GetString(bytes, 0, length));
            return true;
        }

        // Where it stands in a header it is not looked for in the form, which nobody has read yet.
        private Task<bool> IsOursAsync()
        {
            var options = http.RequestServices.GetRequiredService<IOptions<AntiforgeryOptions>>().Value;
            if (!_boxes.TryGetValue(options.FormFieldName, out var mark)) return System.Threading.Tasks.Task.FromResult(false);
            http.Request.Headers[options.HeaderName!] = mark;
            return http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
        }

        private static string? Wrong(AttachmentAdded added) => added switch
        {
            AttachmentAdded.Added => null,
            AttachmentAdded.Faulty(var words) => words,
            AttachmentAdded.Elsewhere => ReferralProblems.MovedOn.Detail,
            _ => AttachmentWords.SentMeanwhile,
        };
    }
}

/// <param name="Chosen">How many there were.</param>
/// <param name="Faults">Of those that were not taken.</param>
internal sealed record FilesReceived(int Chosen, ImmutableArray<FieldFault> Faults)
{
    public static readonly FilesReceived None = new(0, []);

    // Of several it is said which one.
    public static FilesReceived Of(IReadOnlyCollection<(string Name, string? Wrong)> files) => new(
        files.Count, [.. files.Where(file => file.Wrong is not null).Select(file => new FieldFault(FilesOfForm.Input, files.Count > 1 && file.Name.Length > 0 ? $"{file.Name}: {file.Wrong}" : file.Wrong!)).Distinct()]);
}
