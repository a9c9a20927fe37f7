using Gateway.Notices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Acceptance;

/// <summary>The whole gateway in this process, on a real port, with its own store in a folder.</summary>
internal sealed class HostedGateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HostedGateway(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public IServiceProvider Services => _app.Services;

    /// <param name="more">Settings beside the usual.</param>
    /// <param name="clock">The time it goes by; else the real one.</param>
    public static async Task<HostedGateway> StartAsync(string register, string people, string store, IEnumerable<KeyValuePair<string, string?>>? more = null, TimeProvider? clock = null)
    {
        var app = Program.Build(Arguments(register, people, store), builder =>
        {
            builder.Configuration.AddInMemoryCollection(more ?? []);
            builder.Logging.ClearProviders();
            if (clock is not null) builder.Services.AddSingleton(clock);
            builder.Services.Configure<MvcOptions>(options => options.Filters.Add(new FailOnRequest()));
        });
        await app.StartAsync();
        return new HostedGateway(app);
    }

    /// <summary>Somebody is told something, as the gateway itself would.</summary>
    public Task TellAsync(Posting posting) => _app.Services.GetRequiredService<PostToInbox>().PostAsync([posting], CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static string[] Arguments(string register, string people, string store) =>
    [
        "--environment", "Development", "--contentRoot", Repository.At("src", "Gateway"), "--urls", "http://127.0.0.1:0",
        "--Gateway:Register", register,
        "--Gateway:Policy", Repository.At("contracts", "policy"),
        "--Gateway:Matching", Repository.At("contracts", "matching"),
        "--Gateway:Calendar", Repository.At("contracts", "calendar", "bank-holidays-england-and-wales.csv"),
        "--Gateway:Postcodes", Repository.At("contracts", "register", "postcodes-demonstration.csv"),
        "--Gateway:Children", Path.Combine(people, "children.ndjson"),
        "--Gateway:Practitioners", Path.Combine(people, "practitioners.json"),
        "--Gateway:ServiceDesk:Name", "Gateway service desk", "--Gateway:ServiceDesk:Number", "01632 960900",
        "--Storage:Provider", "Sqlite", "--Storage:Connection", store, "--Messaging:Transport", "InMemory",
    ];

    /// <summary>Damage on purpose: a page that fails when the address says so.</summary>
    private sealed class FailOnRequest : IResourceFilter
    {
        public void OnResourceExecuting(ResourceExecutingContext context)
        {
            if (context.HttpContext.Request.Query.ContainsKey("fail")) throw new InvalidOperationException("Secret words of an exception");
        }

        public void OnResourceExecuted(ResourceExecutedContext context) { }
    }
}
