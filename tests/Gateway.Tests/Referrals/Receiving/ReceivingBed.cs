using System.Text.Json;
using Gateway.Notices.Store;
using Gateway.Referrals;
using Gateway.Referrals.Receiving;
using Gateway.Referrals.Store;
using Gateway.Rules.Notices;
using Gateway.Tests.Hosting;
using Gateway.Tests.Notices;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Referrals.Receiving;

/// <summary>A gateway on a Saturday night at 22:14, and Aldersham's own case-management system beside it, which keeps when each delivery first came.</summary>
internal sealed class ReceivingBed : IAsyncDisposable
{
    public const string Council = "aldersham-council";

    private readonly Dictionary<string, DateTimeOffset> _received = [];

    private ReceivingBed(ReferralBed bed, WebhookListener system) => (Bed, System) = (bed, system);

    public ReferralBed Bed { get; }

    public WebhookListener System { get; }

    /// <summary>When it first stored what came last.</summary>
    public DateTimeOffset Stored { get; private set; }

    public GatewayHost Gateway => Bed.Gateway;

    private static CancellationToken Cancellation => ReferralBed.Cancellation;

    public static async Task<ReceivingBed> StartAsync(PostgresServer? server = null, string store = "Sqlite", params (string Name, string Value)[] more)
    {
        var system = await WebhookListener.StartAsync();
        var settings = new Dictionary<string, string> { ["Notices:WebhookKeys:our-key"] = Convert.ToBase64String(system.Key.ExportPkcs8PrivateKey()), ["Notices:Operations"] = "brackenford-council" };
        foreach (var (name, value) in more) settings[name] = value;
        var bed = new ReceivingBed(await ReferralBed.StartAsync(server, store, new Setting { Receiving = (Council, system.Address), Operators = ["brackenford-council"], More = settings }), system);
        system.Answer = bed.ReceiveAsync;
        return bed;
    }

    /// <summary>A referral of the nurse's for each of these postcodes: sent; the first child of it.</summary>
    public async Task<(Guid Referral, Guid Child, Answer Sent)> SendAsync(params string[] postcodes)
    {
        var referral = await Bed.FilledAsync("nurse", postcodes is [] ? ["ZA4 1AA"] : postcodes);
        var sent = (await Bed.SendAsync(referral)).Is(200);
        return (referral, sent.Json.GetProperty("children")[0].GetProperty("child").GetGuid(), sent);
    }

    public Task RoundAsync() => Gateway.Services.GetRequiredService<DeliverReferrals>().RoundAsync(Cancellation);

    /// <summary>What another process on the same store does.</summary>
    public Task RoundOfAnotherAsync() => ActivatorUtilities.CreateInstance<DeliverReferrals>(Gateway.Services, ActivatorUtilities.CreateInstance<DeliverReferral>(Gateway.Services)).RoundAsync(Cancellation);

    public Task TendAsync() => Bed.Service<TendReferrals>().TendAsync(Cancellation);

    /// <summary>Stores it, and says when it first did.</summary>
    public Task ReceiveAsync(HttpContext http, string delivery) => SayAsync(http, delivery, At(delivery));

    /// <summary>It is stored, though nobody may hear of it.</summary>
    public DateTimeOffset At(string delivery)
    {
        lock (_received) return _received.TryGetValue(delivery, out var before) ? before : _received[delivery] = Stored = DateTimeOffset.FromUnixTimeMilliseconds(Gateway.Clock.GetUtcNow().ToUnixTimeMilliseconds());
    }

    public Task SayAsync(HttpContext http, string delivery, DateTimeOffset at) => WebhookListener.SayAsync(http, 201, $$"""{"delivery":"{{delivery}}","reference":"{{Last("reference")}}","receivedAt":"{{at:yyyy-MM-ddTHH:mm:ss.fffZ}}"}""");

    /// <summary>A member of what was posted last.</summary>
    public string Last(string member) => JsonDocument.Parse(System.Posted[^1].Body).RootElement.GetProperty(member).GetString()!;

    public async Task<List<ReferralDelivery>> OwedAsync()
    {
        await using var db = await Bed.DbAsync();
        return await db.Set<ReferralDelivery>().AsNoTracking().ToListAsync(Cancellation);
    }

    /// <summary>E12: to whom, and whose number they are to ring.</summary>
    public async Task<string[]> NotDeliveredAsync()
    {
        await using var db = await Bed.DbAsync();
        var rows = await db.Set<InboxNotice>().AsNoTracking().Where(notice => notice.Event == NoticeEvent.DeliveryFailed).ToListAsync(Cancellation);
        return [.. rows.Select(row => $"{row.Part.Word()} {row.Agency} {row.SubjectKind.ToString().ToLowerInvariant()} ring {row.Ring}").Order(StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync()
    {
        await Bed.DisposeAsync();
        await System.DisposeAsync();
    }
}
