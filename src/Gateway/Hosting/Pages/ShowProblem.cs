using System.Collections.Immutable;
using Gateway.Agencies.Tokens;
using Gateway.Disclosure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Gateway.Hosting.Pages;

/// <summary>Something went wrong, in words: what it means and what to do. No exception is quoted.</summary>
public sealed record PageProblem(string Title, ImmutableArray<string> Words, ImmutableArray<RingAnswer> RingNow);

/// <summary>Writes a problem or an outcome as a page of the same layout.</summary>
internal static class ShowProblem
{
    private const string View = "/Hosting/Pages/Problem.cshtml";

    public static Task FaultAsync(HttpContext http) => HostingCapability.IsStopping(http)
        ? WriteAsync(http, StatusCodes.Status503ServiceUnavailable, "The service is being stopped", "Nothing was shown. Treat everything as not known and ring, or try again in a minute.")
        : WriteAsync(http, StatusCodes.Status500InternalServerError, "The service failed", "Nothing was shown. Treat everything as not known, and ring.");

    public static Task OfStatusAsync(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest => WriteAsync(
            http, StatusCodes.Status400BadRequest, "This page was open too long", "Nothing was asked. Go back to the start and try again."),
        StatusCodes.Status413PayloadTooLarge => WriteAsync(
            http, StatusCodes.Status413PayloadTooLarge, "Too much was sent", "Nothing was asked. Go back to the start and try again."),
        StatusCodes.Status404NotFound => WriteAsync(http, StatusCodes.Status404NotFound, "Page not found", "Check the address, or start again."),
        var status => WriteAsync(http, status, "This page cannot be shown", "Nothing was asked. Go back to the start and try again."),
    };

    /// <summary>A view that is not a page of its own, such as one outcome of a form.</summary>
    public static ViewResult Show<T>(this PageModel page, string view, T model, int status = StatusCodes.Status200OK) => new()
    {
        ViewName = view,
        ViewData = new ViewDataDictionary<T>(page.MetadataProvider, new ModelStateDictionary()) { Model = model },
        StatusCode = status,
    };

    private static Task WriteAsync(HttpContext http, int status, string title, string words)
    {
        var services = http.RequestServices;
        var rings = SignedInPractitioner.Of(http) is { } asker && status >= StatusCodes.Status500InternalServerError
            ? services.GetRequiredService<WhomToRing>().ForAreas(asker.Agency.Areas)
            : [];
        var metadata = services.GetRequiredService<IModelMetadataProvider>();
        var result = new ViewResult
        {
            ViewName = View,
            StatusCode = status,
            ViewData = new ViewDataDictionary<PageProblem>(metadata, new ModelStateDictionary()) { Model = new PageProblem(title, [words], rings) },
        };
        return result.ExecuteResultAsync(new ActionContext(http, new RouteData(), new ActionDescriptor()));
    }
}
