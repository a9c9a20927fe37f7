using System.Net;
using System.Text.RegularExpressions;

namespace Gateway.Tests.Audit.Pages;

/// <summary>Somebody who signed in, without a browser: reads a page, and sends its forms.</summary>
internal sealed partial class PageClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly HashSet<string> _addresses = [];
    private string _form = "";

    private readonly CookieContainer _cookies = new();

    private PageClient(Uri address) =>
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = address };

    /// <summary>Every address that was asked for or sent to.</summary>
    public IReadOnlySet<string> Addresses => _addresses;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static PageClient Nobody(GatewayHost gateway) => new(gateway.Address);

    public static async Task<PageClient> SignInAsync(GatewayHost gateway, string practitioner)
    {
        var client = new PageClient(gateway.Address);
        await client.GetAsync("/sign-in");
        var landed = await client.PostAsync("/sign-in", ("practitioner", practitioner));
        Assert.Equal(302, landed.Status);
        await client.GetAsync(landed.Location!);
        return client;
    }

    /// <summary>Another browser that was given this one's cookies as they are now.</summary>
    public PageClient Copy(GatewayHost gateway)
    {
        var copy = new PageClient(gateway.Address);
        copy._cookies.Add(_cookies.GetAllCookies());
        copy._form = _form;
        return copy;
    }

    /// <summary>From now on as a page asks that looks for news by itself.</summary>
    public void Unattended() => _http.DefaultRequestHeaders.Add("X-Unattended", "1");

    public async Task<PageSeen> GetAsync(string path) => await SeeAsync(path, await _http.GetAsync(path, Cancellation));

    /// <summary>Sends a form from the page that was seen last.</summary>
    public async Task<PageSeen> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var body = new FormUrlEncodedContent(fields.Append(("form", _form)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await SeeAsync(path, await _http.PostAsync(path, body, Cancellation));
    }

    /// <summary>Sends a form with a file from the page that was seen last.</summary>
    public async Task<PageSeen> SendAsync(string path, byte[] file, params (string Name, string Value)[] fields)
    {
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(("form", _form))) body.Add(new StringContent(value), name);
        body.Add(new ByteArrayContent(file), "file", "children.csv");
        return await SeeAsync(path, await _http.PostAsync(path, body, Cancellation));
    }

    public void Dispose() => _http.Dispose();

    private async Task<PageSeen> SeeAsync(string path, HttpResponseMessage response)
    {
        using (response)
        {
            _addresses.Add(path);
            var html = await response.Content.ReadAsStringAsync(Cancellation);
            if (FormToken().Match(html) is { Success: true } token) _form = token.Groups[1].Value;
            return new PageSeen((int)response.StatusCode, html, response.Headers.Location?.OriginalString, response.Content.Headers.ContentType?.MediaType);
        }
    }

    [GeneratedRegex("<input name=\"form\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}

internal sealed partial record PageSeen(int Status, string Html, string? Location, string? MediaType)
{
    /// <summary>What a person reads of it, blanks drawn together.</summary>
    public string Text => Blanks().Replace(WebUtility.HtmlDecode(Tags().Replace(Main, " ")), " ").Trim();

    /// <summary>The rows of its tables, cell by cell.</summary>
    public IReadOnlyList<string[]> Rows =>
    [
        .. Row().Matches(Main).Select(row => Cell().Matches(row.Value).Select(cell => Blanks().Replace(WebUtility.HtmlDecode(Tags().Replace(cell.Groups[1].Value, " ")), " ").Trim()).ToArray()).Where(row => row.Length > 0),
    ];

    /// <summary>The value of the first button or hidden field of a name; null where there is none.</summary>
    public string? Value(string name) => Regex.Match(Main, $"name=\"{name}\"[^>]* value=\"([^\"]*)\"") is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;

    /// <summary>The values of every button, box or hidden field of a name.</summary>
    public IReadOnlyList<string> All(string name) => [.. Regex.Matches(Main, $"name=\"{name}\"[^>]* value=\"([^\"]*)\"").Select(found => WebUtility.HtmlDecode(found.Groups[1].Value))];

    private string Main => Html.IndexOf("<main", StringComparison.Ordinal) is var from and >= 0 ? Html[from..Html.IndexOf("</main>", StringComparison.Ordinal)] : Html;

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("<tr.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("<t[dh] [^>]*role=\"(?:cell|rowheader)\"[^>]*>(.*?)</t[dh]>", RegexOptions.Singleline)]
    private static partial Regex Cell();
}
