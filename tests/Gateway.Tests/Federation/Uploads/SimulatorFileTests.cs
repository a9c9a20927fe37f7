using Gateway.Rules.Federation;
using Gateway.Rules.Policy;
using Gateway.Tests.Hosting;
using Gateway.Tests.Simulator;

namespace Gateway.Tests.Federation.Uploads;

/// <summary>The simulator plays a council that has no API: its file is taken as it is.</summary>
public sealed class SimulatorFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("council-");

    [Theory, InlineData("csv"), InlineData("ndjson")]
    public async Task File_that_the_simulator_makes_is_used_to_its_last_record(string format)
    {
        TestChild[] children = [TestChild.Of(1300) with { Family = "Quennell, the elder" }, TestChild.Of(1301), TestChild.Of(1302)];
        var facts = """
            {"brackenford-csc":{"plan":{"categories":["neglect","physical"],"start":"2026-05-14","end":null},"leadSocialWorker":{"name":"Workermark","team":"North, \"A\"","telephone":"01632 960800"},"lookedAfter":{"legalBasis":"care-order","since":"2026-01-01","until":null}}}
            """.Trim();
        Write("children.ndjson", children.Select(child => $$"""{"nhsNumber":"{{child.Number}}","dateOfBirth":"{{child.Born:yyyy-MM-dd}}","givenName":"{{child.Given}}","familyName":"{{child.Family}}"}"""));
        Write("records.ndjson", children.Take(2).Select(child => $$"""{"nhsNumber":"{{child.Number}}","dateOfBirth":"{{child.Born:yyyy-MM-dd}}","facts":{{facts}}}"""));
        await using var simulated = await Simulated.StartAsync(people: folder.FullName);
        using var http = new HttpClient();
        var file = await http.GetByteArrayAsync(new Uri(simulated.Host.BaseAddress, $"control/files/brackenford-csc.{format}"), TestContext.Current.CancellationToken);

        await using var gateway = await GatewayHost.StartAsync(null, "Sqlite", new Setting(children) { Uploading = [UploadBed.Custodian] });
        var upload = new TestUpload(gateway, UploadBed.Custodian, UploadBed.Officer);

        Assert.Equal(("checked", "CPF02", 4, 0), (await upload.SendAsync(file, 4, format)).Short());
        (await upload.ApplyAsync()).Is(200);
        Item[] items = [Item.PlanFlag, Item.LookedAfter, Item.LeadSocialWorker];
        foreach (var child in children.Take(2)) Assert.All((await UploadBed.SaysAsync(gateway, child, items: items)).Items, item => Assert.Equal(CustodianSaid.Held, item.Said));
        Assert.Equal(CustodianSaid.NothingHeld, await UploadBed.PlanAsync(gateway, children[2]));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void Write(string name, IEnumerable<string> lines) => File.WriteAllText(Path.Combine(folder.FullName, name), string.Join('\n', lines));
}
