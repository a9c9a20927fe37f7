using Microsoft.AspNetCore.Authentication.Cookies;

namespace Gateway.Hosting.SignIn;

/// <summary>Names the session cookie by the connection: a browser takes a __Host- name over https only.</summary>
internal sealed class SignInCookies : ICookieManager
{
    public const string Secure = "__Host-gateway";
    public const string Plain = "gateway-demonstration";

    private readonly ChunkingCookieManager _cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => _cookies.GetRequestCookie(context, Name(context));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _cookies.AppendResponseCookie(context, Name(context), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _cookies.DeleteCookie(context, Name(context), options);

    private static string Name(HttpContext context) => context.Request.IsHttps ? Secure : Plain;
}
