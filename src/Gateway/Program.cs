using Gateway.Agencies;
using Gateway.Alerts;
using Gateway.Asks;
using Gateway.Audit;
using Gateway.Audit.Operating;
using Gateway.Chronology;
using Gateway.Concerns;
using Gateway.Consents;
using Gateway.Data;
using Gateway.Departments;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Federation.Calls;
using Gateway.Federation.Late;
using Gateway.Federation.Pointers;
using Gateway.Federation.Silence;
using Gateway.Federation.Uploads;
using Gateway.Hosting;
using Gateway.Incidents;
using Gateway.Matching;
using Gateway.Matching.Links;
using Gateway.Messages;
using Gateway.Notices;
using Gateway.Notifications;
using Gateway.Plans;
using Gateway.Policy;
using Gateway.Referrals;
using Gateway.Retention;
using Gateway.Reviews;
using Gateway.Signals;
using Gateway.Visiting;

namespace Gateway;

/// <summary>The one service: API, pages, consumers and connectors.</summary>
public sealed class Program
{
    // Settings are read at the start. To watch their files takes a watch on every folder under the working directory, which on some machines is a second.
    private static readonly string[] ReadOnce = ["--hostBuilder:reloadConfigOnChange=false"];

    private Program() { }

    public static async Task<int> Main(string[] args)
    {
        if (LedgerCommands.Owns(args)) return await LedgerCommands.RunAsync(args, TimeProvider.System, Console.Out, Console.Error);
        try
        {
            await using var app = Build(args);
            await app.RunAsync();
            return Environment.ExitCode;
        }
        catch (StartRefusedException refused)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, refused.Reasons));
            return StartRefusedException.ExitCode;
        }
    }

    /// <summary>The service as a list of its capabilities.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder([.. ReadOnce, .. args]);
        configure?.Invoke(builder);
        RefuseChaos.OutsideDevelopment(builder);
        builder.Host.UseDefaultServiceProvider(options => (options.ValidateOnBuild, options.ValidateScopes) = (true, true));
        builder.AddHosting()
            .AddTelemetry()
            .AddAgencies(services => services.GetRequiredService<PoliciesInForce>().RoleNames.ToHashSet())
            .AddData()
            .AddAudit()
            .AddPolicy()
            .AddMatching()
            .AddLinks()
            .AddFederation()
            .AddNotifications()
            .AddNotices()
            .AddConsents()
            .AddAlerts()
            .AddReviews()
            .AddMessages()
            .AddReferrals()
            .AddIncidents()
            .AddConcerns()
            .AddDepartments()
            .AddVisiting()
            .AddPlans()
            .AddAsks()
            .AddLate()
            .AddSilence()
            .AddDisclosure()
            .AddSignals()
            .AddChronology()
            .AddRetention()
            .AddPages();

        var app = builder.Build();
        // What the start reads and what the pages are made of do not wait for one another. What is refused here is refused again where it is asked for.
        _ = Task.Run(() => app.Services.GetServices<IHostedService>());
        app.UseHosting();
        app.MapPages();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        app.MapAgencies();
        app.MapAudit();
        app.MapConsents();
        app.MapMatching();
        app.MapPointers();
        app.MapUploads();
        app.MapDisclosure();
        app.MapLate();
        app.MapReviews();
        app.MapReferrals();
        app.MapIncidents();
        app.MapConcerns();
        app.MapDepartments();
        app.MapPlans();
        app.MapMessages();
        app.MapAsks();
        app.MapAlerts();
        app.MapLinks();
        app.MapNotices();
        app.MapSignals();
        app.MapChronology();
        app.MapRetention();
        return app;
    }
}
