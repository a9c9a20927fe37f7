namespace Gateway.Hosting;

/// <summary>What a browser may do with a page: nothing but show it, with our own styles and script.</summary>
internal static class PageHeaders
{
    // The styles from npm name a typeface that no page uses: where fonts are barred, Chromium tries it to report that it may not.
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>Of what somebody else made and is only to be saved: were it shown all the same, it could do nothing.</summary>
    public const string Sandboxed = "sandbox; default-src 'none'";

    private const string AlwaysHttps = "max-age=31536000";

    // On starting, because the fault page begins with the headers cleared.
    public static Task AddAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(static state => Set((HttpContext)state), http);
        return next(http);
    }

    private static Task Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        if (headers.ContentSecurityPolicy != Sandboxed) headers.ContentSecurityPolicy = ContentSecurityPolicy;
        if (http.Request.IsHttps) headers.StrictTransportSecurity = AlwaysHttps;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers.Pragma = default;
        headers.Expires = default;
        return Task.CompletedTask;
    }
}
