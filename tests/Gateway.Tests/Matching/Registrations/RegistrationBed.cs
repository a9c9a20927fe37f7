using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Data;
using Gateway.Matching;
using Gateway.Matching.Registrations.Store;
using Gateway.Matching.Snapshot;
using Gateway.Rules.Identifiers;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Matching.Registrations;

/// <summary>A gateway whose source has some children, and agencies that register more.</summary>
internal sealed class RegistrationBed(GatewayHost gateway, string snapshot) : IAsyncDisposable
{
    public const string Aldersham = "officer-of-aldersham-council";
    public const string Trust = "officer-of-alder-valley-nhs-trust";
    public const string School = "officer-of-st-oswins-primary";

    public static readonly TestChild Known = TestChild.Of(800) with { Given = "Isolde", Family = "Wetherby" };
    public static readonly TestChild Hidden = TestChild.Of(801, isProtected: true) with { Given = "Grace", Family = "Mensah" };
    public static readonly TestChild New = TestChild.Of(810, "ZB1 1AA") with { Given = "Bronwyth", Family = "Quennellow" };
    public static readonly TestChild Other = TestChild.Of(811, "ZC1 1AA") with { Given = "Tamsin", Family = "Ravenscar" };

    public GatewayHost Gateway => gateway;

    public ChildIndex Index => gateway.Services.GetRequiredService<ChildIndex>();

    public KeepChildren Keep => gateway.Services.GetRequiredService<KeepChildren>();

    public string Snapshot => snapshot;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="connection">A store that is already there; null for one of its own.</param>
    public static async Task<RegistrationBed> StartAsync(PostgresServer? server = null, string store = "Sqlite", string? connection = null)
    {
        var snapshot = Path.Combine(Path.GetTempPath(), $"children-{Guid.NewGuid():N}.snapshot");
        var setting = new Setting(Known, Hidden) { Connection = connection, More = new Dictionary<string, string> { ["Gateway:ChildrenSnapshot"] = snapshot } };
        return new RegistrationBed(await GatewayHost.StartAsync(server, store, setting), snapshot);
    }

    /// <summary>Registered, and looked up from then on.</summary>
    public async Task RegisterAsync(string officer, params JsonObject[] lines)
    {
        (await SendAsync(officer, lines)).Is(200);
        await Keep.CatchUpAsync(Cancellation);
    }

    public Task<Answer> SendAsync(string officer, params JsonObject[] lines) =>
        gateway.PostAsync("v1/registrations", officer, new JsonObject { ["registrations"] = new JsonArray([.. lines.Select(line => (JsonNode)line.DeepClone())]) });

    public static JsonObject Line(long sequence, TestChild child, int minutesAgo = 60, string happened = "current", Action<JsonObject>? more = null)
    {
        var inner = JsonNode.Parse(SettingFiles.Line(child))!.AsObject();
        inner.Remove("canary");
        more?.Invoke(inner);
        return new JsonObject
        {
            ["sequence"] = sequence,
            ["event"] = happened,
            ["asOf"] = GatewayHost.Night.AddMinutes(-minutesAgo).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["child"] = inner,
        };
    }

    public ChildHeld? Held(TestChild child)
    {
        NhsNumber.Read(child.Number, out var number);
        var now = Index.Now;
        return now.Find(number) is >= 0 and var at ? now.At(at) : null;
    }

    public bool Matches(TestChild child)
    {
        NhsNumber.Read(child.Number, out var number);
        return Index.Match(number, child.Born) is ChildMatch.Exact;
    }

    /// <summary>One byte of everything that was registered is another.</summary>
    public async Task TamperAsync()
    {
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(Cancellation);
        foreach (var row in await db.Set<RegisteredChild>().ToListAsync(Cancellation))
        {
            var content = row.Sealed.ToArray();
            content[^1] ^= 1;
            row.Become(row.Position, content);
        }

        await db.SaveChangesAsync(Cancellation);
    }

    /// <summary>The store is put back to what it was before anybody registered.</summary>
    public async Task ForgetAsync()
    {
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(Cancellation);
        await db.Set<RegisteredChild>().ExecuteDeleteAsync(Cancellation);
        await db.Set<RegistrationSender>().ExecuteDeleteAsync(Cancellation);
        await db.Set<RegistrationFeed>().ExecuteUpdateAsync(set => set.SetProperty(feed => feed.Position, 0L), Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        File.Delete(snapshot);
    }
}
