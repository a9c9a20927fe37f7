using System.Globalization;

namespace Gateway.Hosting;

/// <summary>
/// Handlers as the framework calls them. For a handler of any other shape it makes and compiles code of its own, for every endpoint
/// and at every start, before the first answer.
/// </summary>
internal static class Handlers
{
    /// <summary>Given the id in its address, which the route holds to be one.</summary>
    public static RequestDelegate WithId(Func<HttpContext, Guid, Task> handle, string name = "id") => http => handle(http, Guid.Parse(http.Part(name), CultureInfo.InvariantCulture));

    /// <summary>Given a part of its address as it stands there.</summary>
    public static RequestDelegate WithPart(Func<HttpContext, string, Task> handle, string name) => http => handle(http, http.Part(name));

    /// <summary>Given a service.</summary>
    public static RequestDelegate With<T>(Func<HttpContext, T, Task> handle) where T : notnull => http => handle(http, http.RequestServices.GetRequiredService<T>());

    /// <summary>Given two.</summary>
    public static RequestDelegate With<T, TOther>(Func<HttpContext, T, TOther, Task> handle) where T : notnull where TOther : notnull =>
        http => handle(http, http.RequestServices.GetRequiredService<T>(), http.RequestServices.GetRequiredService<TOther>());

    public static string Part(this HttpContext http, string name) => (string)http.Request.RouteValues[name]!;
}
