using System.Globalization;
using Gateway.Agencies.Tokens;
using Gateway.Audit;
using Gateway.Audit.Pages;
using Gateway.Hosting.Pages;
using Gateway.Hosting.SignIn;
using Gateway.Referrals.Attachments;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gateway.Hosting;

/// <summary>The pages: server-rendered, for signed-in practitioners alone, readable without JavaScript.</summary>
public static class PagesCapability
{
    private const string SignedIn = "signed-in";

    private const string UnusedKeys = "Microsoft.AspNetCore.DataProtection.Internal.DataProtectionHostedService";

    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddRazorPages(pages =>
            {
                pages.RootDirectory = "/";
                pages.Conventions.AuthorizeFolder("/", SignedIn);
                foreach (var folder in (string[])["/Audit/Pages", "/Alerts/Pages", "/Retention/Pages", "/Matching/Links/Pages", "/Matching/Calibration/Pages", "/Federation/Uploads/Pages"])
                    pages.Conventions.AddFolderApplicationModelConvention(folder, model => model.Filters.Add(new OfficersOnly()));
                pages.Conventions.AddPageApplicationModelConvention("/Referrals/Pages/Task", model => model.Filters.Add(new FilesOfForm()));
            })
            .ConfigureApplicationPartManager(AddOwnPages);
        // An answer, and that nothing can be shown, look the same from wherever somebody asked.
        services.Configure<RazorViewEngineOptions>(options => options.PageViewLocationFormats.Add("/Disclosure/Pages/{0}" + RazorViewEngine.ViewExtension));
        services.AddAntiforgery(options => FormCookie(options, builder.Environment.IsDevelopment()));
        services.Replace(ServiceDescriptor.Singleton<IDataProtectionProvider>(provider => new PageSeal(
            LedgerSettings.Read(builder.Configuration, provider.GetRequiredService<IHostEnvironment>()).Key, provider.GetRequiredService<TimeProvider>())));
        services.AddSignIn(builder.Configuration, builder.Environment.IsDevelopment());
        services.AddAuthorizationBuilder().AddPolicy(
            SignedIn, policy => policy.AddAuthenticationSchemes(SignInCapability.Scheme).RequireAuthenticatedUser());
        // It would make a key of the framework's own in the home folder, before anybody can be served, for nothing.
        foreach (var unused in services.Where(service => service.ImplementationType?.FullName == UnusedKeys).ToArray()) services.Remove(unused);
        return builder;
    }

    /// <summary>Goes before authentication, so that its headers and its fault page cover every answer to a person.</summary>
    public static WebApplication MapPages(this WebApplication app)
    {
        app.UseWhen(IsForPeople, people =>
        {
            people.Use(PageHeaders.AddAsync);
            people.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = ShowProblem.FaultAsync, SuppressDiagnosticsCallback = _ => false });
            people.UseStatusCodePages(context => ShowProblem.OfStatusAsync(context.HttpContext));
        });
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = MayBeKept });
        app.MapRazorPages();
        app.MapGet("/", LandAsync);
        return app;
    }

    // Who may not come in is sent to sign in by the page itself.
    private static async Task LandAsync(HttpContext http)
    {
        await http.AuthenticateAsync(SignInCapability.Scheme);
        var who = SignedInPractitioner.Of(http);
        http.Response.Redirect((who is null ? null : WayBack.Take(http, who)) ?? Landing.Of(who));
    }

    // A page, or an address that is nothing, asked for by a browser.
    private static bool IsForPeople(HttpContext http) => http.GetEndpoint() is { } endpoint
        ? endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null
        : HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    // The framework looks in the process's own assembly, which in a test is not this one.
    private static void AddOwnPages(ApplicationPartManager parts)
    {
        // There are no controllers: to look for them takes every type of every part, at each start.
        foreach (var controllers in parts.FeatureProviders.OfType<ControllerFeatureProvider>().ToList()) parts.FeatureProviders.Remove(controllers);
        var own = typeof(PagesCapability).Assembly;
        if (parts.ApplicationParts.Any(part => part.Name == own.GetName().Name)) return;
        foreach (var part in new ConsolidatedAssemblyApplicationPartFactory().GetApplicationParts(own)) parts.ApplicationParts.Add(part);
    }

    private static void FormCookie(AntiforgeryOptions options, bool development)
    {
        options.FormFieldName = "form";
        options.Cookie.Name = development ? "gateway-form" : "__Host-gateway-form";
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        options.SuppressXFrameOptionsHeader = true;
    }

    // Styles and scripts are the same for everybody and carry their hash in the address.
    private static void MayBeKept(StaticFileResponseContext file) =>
        file.Context.Response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={TimeSpan.FromHours(1).TotalSeconds}");
}
