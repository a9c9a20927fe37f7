using System.Net.Http.Headers;
using System.Text.Json;
using Gateway.Referrals.Attachments;
using Gateway.Referrals.Store;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Referrals.Attachments;

/// <summary>A gateway with a scanner beside it, and ways to add and open files.</summary>
internal sealed class AttachmentBed(ReferralBed bed, TestScanner scanner) : IAsyncDisposable
{
    public ReferralBed Bed => bed;

    public TestScanner Scanner => scanner;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<AttachmentBed> StartAsync(PostgresServer? server = null, string store = "Sqlite", bool withScanner = true)
    {
        var scanner = TestScanner.Start();
        return new AttachmentBed(await ReferralBed.StartAsync(server, store, new Setting { More = withScanner ? new Dictionary<string, string> { [VirusScanner.Setting] = scanner.Setting } : [] }), scanner);
    }

    public static string Of(Guid referral) => $"v1/referrals/{referral}/attachments";

    public Task<Answer> AddAsync(Guid referral, TestFile file, string asker = "nurse", string field = "file") => AddAsync(referral, new MultipartFormDataContent { { new ByteArrayContent(file.Bytes), field, file.Name } }, asker);

    public async Task<Answer> AddAsync(Guid referral, HttpContent content, string asker = "nurse")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(bed.Gateway.Address, Of(referral))) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bed.Gateway.TokenAsync(asker));
        return await Answer.OfAsync(await bed.Gateway.Http.SendAsync(request, Cancellation), Cancellation, $"post /{Of(referral)}");
    }

    public async Task<Guid> AddedAsync(Guid referral, TestFile file) => (await AddAsync(referral, file)).Is(201).Json.GetProperty("attachment").GetGuid();

    public async Task<JsonElement[]> ListAsync(Guid referral, string asker = "nurse") => [.. (await bed.Gateway.GetAsync(Of(referral), asker)).Is(200).Json.GetProperty("attachments").EnumerateArray()];

    public async Task<string[]> ChecksAsync(Guid referral, string asker = "nurse") => [.. (await ListAsync(referral, asker)).Select(one => one.GetProperty("check").GetString()!)];

    /// <summary>The bytes, which are no JSON and are held to no schema.</summary>
    public async Task<HttpResponseMessage> OpenAsync(Guid referral, Guid attachment, string asker = "nurse")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(bed.Gateway.Address, $"{Of(referral)}/{attachment}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bed.Gateway.TokenAsync(asker));
        return await bed.Gateway.Http.SendAsync(request, Cancellation);
    }

    public Task<Answer> TryOpenAsync(Guid referral, Guid attachment, string asker = "nurse") => bed.Gateway.GetAsync($"{Of(referral)}/{attachment}", asker);

    public Task<Answer> RemoveAsync(Guid referral, Guid attachment, string asker = "nurse") => bed.Gateway.SendAsync(HttpMethod.Delete, $"{Of(referral)}/{attachment}", asker, null);

    public Task SweepAsync() => bed.Service<ScanAttachments>().TendAsync(Cancellation);

    /// <summary>How many rows of files and of their parts there are.</summary>
    public async Task<(int Files, int Parts)> RowsAsync()
    {
        await using var db = await bed.DbAsync();
        return (await db.Set<ReferralAttachment>().CountAsync(Cancellation), await db.Set<ReferralAttachmentPart>().CountAsync(Cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        await bed.DisposeAsync();
        await scanner.DisposeAsync();
    }
}
