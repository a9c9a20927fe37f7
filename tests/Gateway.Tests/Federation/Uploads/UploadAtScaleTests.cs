using System.Net.Sockets;
using System.Text;
using Gateway.Federation.Uploads;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;
using Gateway.Tests.Hosting;
using static Gateway.Tests.Federation.Uploads.TestUpload;

namespace Gateway.Tests.Federation.Uploads;

/// <summary>A file of 60,000 records: it is cut off on its way, goes on, shows how far it is, and speaks whole or not at all.</summary>
public sealed class UploadAtScaleTests
{
    private const int Most = 60_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SixtyThousand_records_are_cut_off_resumed_checked_with_progress_and_applied_whole()
    {
        TestChild[] children = [.. Enumerable.Range(2000, Most).Select(n => TestChild.Of(n) with { Given = "Given", Family = "Familymark" })];
        await using var gateway = await GatewayHost.StartAsync(null, "Sqlite", new Setting(children) { Uploading = [UploadBed.Custodian] });
        var upload = new TestUpload(gateway, UploadBed.Custodian, UploadBed.Officer);
        await AppliedAsync(upload, File(children, "2026-01-01"));

        var file = File(children, "2026-02-02");
        upload.Sequence++;
        upload.AsOf = gateway.Clock.GetUtcNow();
        (await upload.BeginAsync(file, Most, "csv")).Is(200);
        for (var at = 0; at < 3 * UploadDeclared.LargestPart; at += UploadDeclared.LargestPart) (await upload.PartAsync(at, file.AsMemory(at, UploadDeclared.LargestPart))).Is(200);
        await CutOffAsync(gateway, upload, file.AsMemory(3 * UploadDeclared.LargestPart, UploadDeclared.LargestPart));
        await gateway.RestartAsync();

        // Whoever has forgotten its name begins it again, and goes on from where it is.
        var next = (await upload.BeginAsync(file, Most, "csv")).Is(200).Json.GetProperty("next").GetInt64();
        Assert.Equal(3 * UploadDeclared.LargestPart, next);
        await upload.RestAsync(file, next);
        var seen = await WhileCheckedAsync(upload);

        Assert.Equal(("checked", "CPF02", Most, 0), (await upload.ProgressAsync()).Short());
        Assert.Equal(seen.Order(), seen);
        Assert.All(seen, one => Assert.InRange(one, 0, Most));
        await SpeaksWholeAsync(gateway, upload, children);
    }

    // One part begins and its connection breaks.
    private static async Task CutOffAsync(GatewayHost gateway, TestUpload upload, ReadOnlyMemory<byte> part)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(gateway.Address.Host, gateway.Address.Port, Cancellation);
        var head = $"PUT /v1/uploads/{upload.Id}/parts/{3 * UploadDeclared.LargestPart} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {await gateway.TokenAsync(UploadBed.Officer)}\r\n"
            + $"Content-Type: application/octet-stream\r\nContent-Length: {part.Length}\r\n\r\n";
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Cancellation);
        await socket.GetStream().WriteAsync(part[..(part.Length / 2)], Cancellation);
        socket.Client.Close(0);
    }

    private static async Task<List<int>> WhileCheckedAsync(TestUpload upload)
    {
        var (seen, work) = (new List<int>(), upload.CheckAsync());
        while (!work.IsCompleted) seen.Add((await upload.ProgressAsync()).GetProperty("checked").GetInt32());
        await work;
        return seen;
    }

    // Whoever reads meanwhile reads of any two children the old file or the new one: first the one, then the other, and never back.
    private static async Task SpeaksWholeAsync(GatewayHost gateway, TestUpload upload, TestChild[] children)
    {
        var applied = false;
        var reading = Task.Run(async () =>
        {
            var starts = new List<DateOnly>();
            for (var at = 0; !Volatile.Read(ref applied) || at % 50 != 0; at++)
            {
                var answer = await UploadBed.SaysAsync(gateway, children[at * 7919 % Most], items: [Item.PlanFlag, Item.PlanDates]);
                Assert.All(answer.Items, item => Assert.Equal(CustodianSaid.Held, item.Said));
                starts.Add(Assert.IsType<Gateway.Federation.ItemValue.PlanDates>(answer.Items[1].Value).Start);
            }

            return starts;
        }, Cancellation);
        (await upload.ApplyAsync()).Is(200);
        Volatile.Write(ref applied, true);

        var read = await reading;
        Assert.Equal(read.Order(), read);
        foreach (var child in children.Where((_, at) => at % 5000 == 0))
            Assert.Equal(new DateOnly(2026, 2, 2), ((Gateway.Federation.ItemValue.PlanDates)(await UploadBed.SaysAsync(gateway, child, items: Item.PlanDates)).Items[0].Value!).Start);
    }

    private static async Task AppliedAsync(TestUpload upload, byte[] file)
    {
        Assert.Equal(("checked", "CPF02", Most, 0), (await upload.SendAsync(file, Most, "csv")).Short());
        (await upload.ApplyAsync()).Is(200);
    }

    private static byte[] File(TestChild[] children, string start)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var child in children)
            text.Append(null, $"{child.Number},{child.Born:yyyy-MM-dd},{child.Family},{child.Given},REF-{child.Number[3..8]},plan,neglect;physical,{start},,,,Workermark,Teammark,01632 960200\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
