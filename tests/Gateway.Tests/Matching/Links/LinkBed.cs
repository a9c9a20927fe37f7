using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Matching.Links;
using Gateway.Matching.Links.Store;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Links;
using Gateway.Tests.Audit;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Matching.Links;

/// <summary>Four children, of whom two may be one, and officers of three agencies that have records of them.</summary>
internal sealed class LinkBed(GatewayHost gateway) : IAsyncDisposable
{
    public const string Aldersham = "officer-of-aldersham-council";
    public const string Brackenford = "officer-of-brackenford-council";
    public const string Trust = "officer-of-alder-valley-nhs-trust";

    public static readonly TestChild Ann = TestChild.Of(900, "ZA1 1AA");
    public static readonly TestChild Bea = TestChild.Of(901, "ZA1 1AA");
    public static readonly TestChild Cat = TestChild.Of(902, "ZB1 1AA");

    public static readonly JsonObject Reason = new() { ["reason"] = "Looked at both files. Whymark." };

    public GatewayHost Gateway => gateway;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<LinkBed> StartAsync(PostgresServer? server = null, string store = "Sqlite")
    {
        var gateway = await GatewayHost.StartAsync(server, store, Ann, Bea, Cat);
        foreach (var child in (TestChild[])[Ann, Bea])
        {
            gateway.Attends(child);
            gateway.Holds("aldersham-csc", child, Held.Plan);
        }

        return new LinkBed(gateway);
    }

    public Task<Answer> UploadAsync(string officer, params (string Number, TestChild? Child)[] records) => gateway.PostAsync("v1/links", officer, new JsonObject
    {
        ["records"] = new JsonArray([.. records.Select(record => (JsonNode)Record(record.Number, record.Child))]),
    });

    public async Task<JsonElement> LinkAsync(string officer, string number) =>
        (await gateway.PostAsync("v1/links/search", officer, new JsonObject { ["number"] = number })).Is(200).Json;

    public Task<Answer> ProposeAsync(string officer, string kind, TestChild kept, TestChild joined, Action<JsonObject>? more = null)
    {
        var body = new JsonObject { ["kind"] = kind, ["kept"] = Child(kept), ["joined"] = Child(joined), ["reason"] = "One child with two numbers. Whymark." };
        more?.Invoke(body);
        return gateway.PostAsync("v1/link-events", officer, body);
    }

    public Task<Answer> AnswerAsync(string officer, Guid id, bool agree = true) =>
        gateway.PostAsync($"v1/link-events/{id}/answer", officer, new JsonObject { ["agree"] = agree, ["reason"] = "I looked too. Whymark." });

    /// <summary>Proposed by Aldersham and agreed to by the trust.</summary>
    public async Task<Guid> AgreedAsync(string kind, TestChild kept, TestChild joined, Action<JsonObject>? more = null)
    {
        var id = (await ProposeAsync(Aldersham, kind, kept, joined, more)).Is(200).Id();
        Assert.Equal("agreed", (await AnswerAsync(Trust, id)).Is(200).Json.GetProperty("state").GetString());
        return id;
    }

    /// <summary>The child that a number leads to: by a link that stands and resolves, and then by the merges in force.</summary>
    public async Task<ChildKey?> ResolveAsync(string agency, string number)
    {
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(Cancellation);
        var token = gateway.Services.GetRequiredService<LinkKeys>().Of(agency, number);
        return await ResolveLinks.StandingAsync(db, agency, token, Cancellation) is { } link && link.Status.Resolves()
            ? (await ResolveLinks.RedirectsAsync(db, Cancellation)).Follow(link.Key)
            : null;
    }

    public Task TendAsync() => gateway.Services.GetRequiredService<TendLinks>().TendAsync(Cancellation);

    public async Task<List<JsonElement>> TasksAsync(string officer) => [.. (await gateway.GetAsync("v1/link-tasks", officer)).Is(200).Json.GetProperty("tasks").EnumerateArray()];

    public async Task<List<JsonElement>> CorrectionsAsync(string who) => [.. (await gateway.GetAsync("v1/corrections", who)).Is(200).Json.GetProperty("corrections").EnumerateArray()];

    /// <summary>As if the process had died before it listed who saw it.</summary>
    public async Task ForgetListsAsync()
    {
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(Cancellation);
        await db.Set<LinkCorrection>().ExecuteDeleteAsync(Cancellation);
        await db.Set<LinkEvent>().ExecuteUpdateAsync(set => set.SetProperty(one => one.SeenListedAt, (DateTimeOffset?)null), Cancellation);
    }

    /// <summary>As a notice that was owed since the last answer but one, and whose council was down until now.</summary>
    public async Task NoticeFollowsAsync(TestChild child)
    {
        NhsNumber.Read(child.Number, out var number);
        var notice = (await gateway.Entries.OfAsync(EntryType.Disclosure)).Last(entry => entry.Common.TryGetProperty("noticeId", out _)).Leaf;
        var common = JsonSerializer.SerializeToUtf8Bytes(new { kind = "notice-of-attendance", recipient = "aldersham-council" });
        var entry = new LedgerEntry(
            EntryType.Disclosure, notice.InteractionId, AgencyClass.NhsTrust, EntryOutcome.Noted, notice.PolicyHash, new AskerSection(common, null),
            [new ChildSection("{}"u8.ToArray(), number, child.Born, RetentionClass.Decision("alder-valley-nhs-trust"))]);
        await gateway.Services.GetRequiredService<Ledger>().RecordAsync(entry);
    }

    public async Task<List<T>> RowsAsync<T>() where T : class
    {
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(Cancellation);
        return await db.Set<T>().AsNoTracking().ToListAsync(Cancellation);
    }

    public static JsonObject Child(TestChild child) => new() { ["nhsNumber"] = child.Number, ["dateOfBirth"] = child.Born.ToString("O") };

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    private static JsonObject Record(string number, TestChild? child) => child is null
        ? new JsonObject { ["number"] = number, ["givenName"] = "Nobody" }
        : new JsonObject { ["number"] = number, ["nhsNumber"] = child.Number, ["dateOfBirth"] = child.Born.ToString("O") };
}

internal static class LinkAnswers
{
    public static Guid Id(this Answer answer) => answer.Json.GetProperty("id").GetGuid();
}
