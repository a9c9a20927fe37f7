using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>Somebody at a council that has no API sends its file, sees what came of it and applies it, with scripts and without.</summary>
public sealed class UploadTests(Stack stack)
{
    private const string Council = "brackenford-csc";
    private const string Officer = "governance-brackenford";

    [Theory, InlineData(true), InlineData(false)]
    public async Task Officer_of_a_council_sends_its_file_and_applies_it(bool javaScript)
    {
        var folder = Directory.CreateDirectory(Path.Combine(stack.People, $"council-{javaScript}")).FullName;
        await using var gateway = await HostedGateway.StartAsync(await RegisterAsync(folder), await PeopleAsync(folder), Path.Combine(folder, "store"));
        await using var officer = await Visitor.OpenAsync(stack, javaScript: javaScript, gateway: gateway.Address);
        await officer.SignInAsync(Officer, "The ledger");
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "Send your council's file" }).ClickAsync();
        await Expect(officer.Main).ToContainTextAsync("has no file here yet");

        await officer.PressAsync("Send and check", "Your council's file");
        await Expect(officer.Main).ToContainTextAsync("Choose a file");
        if (javaScript) await Axe.PassesAsync(officer, "council-file-missing", 1280);
        await officer.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "children.csv", MimeType = "text/csv", Buffer = await FileAsync() });
        await officer.Page.Locator("#at").FillAsync("00:00");
        await officer.PressAsync("Send and check", "What came of the file");

        await Expect(officer.Main).ToContainTextAsync("records can be used", new() { Timeout = 30_000 });
        await Expect(officer.Main.Locator("tr", new() { HasText = "CPR07" })).ToContainTextAsync("written as year-month-day");
        if (javaScript) await Axe.PassesAsync(officer, "council-file-checked", 1280);
        if (javaScript) await NarrowAsync(officer);
        await officer.PressAsync("Apply it", "What came of the file");
        await Expect(officer.Main).ToContainTextAsync("applied");
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "Your council's file" }).ClickAsync();
        await Expect(officer.Main).ToContainTextAsync("Number 1 speaks");
        if (javaScript) await Axe.PassesAsync(officer, "council-files", 1280);
    }

    private static async Task NarrowAsync(Visitor officer)
    {
        await officer.Page.SetViewportSizeAsync(320, 640);
        await Axe.PassesAsync(officer, "council-file-checked", 320);
        await officer.Page.SetViewportSizeAsync(1280, 768);
    }

    // As the council's own system would make it, with one record that is not right.
    private async Task<byte[]> FileAsync()
    {
        using var http = new HttpClient();
        var file = await http.GetStringAsync(new Uri(stack.Agencies.BaseAddress, $"control/files/{Council}.csv"), TestContext.Current.CancellationToken);
        var lines = file.TrimEnd().Split('\n');
        Assert.True(lines.Length > 1, "the council holds nobody");
        var wrong = lines[1].Split(',');
        wrong[1] = "4 March";
        return System.Text.Encoding.UTF8.GetBytes(string.Join('\n', [.. lines, string.Join(',', wrong)]));
    }

    private async Task<string> RegisterAsync(string folder)
    {
        var register = JsonNode.Parse(stack.Agencies.RegisterPointingHere())!;
        foreach (var custodian in register["agencies"]!.AsArray().SelectMany(agency => agency!["custodians"]!.AsArray()).Select(custodian => custodian!.AsObject()))
        {
            custodian.Remove("lists");
            if ((string)custodian["id"]! != Council) continue;
            foreach (var member in (string[])["endpoint", "verifiedBy", "replicas"]) custodian.Remove(member);
            custodian["uploads"] = true;
        }

        var path = Path.Combine(folder, "register.json");
        await File.WriteAllTextAsync(path, register.ToJsonString(), TestContext.Current.CancellationToken);
        return path;
    }

    private async Task<string> PeopleAsync(string folder)
    {
        File.Copy(Path.Combine(stack.People, "children.ndjson"), Path.Combine(folder, "children.ndjson"));
        var practitioners = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(stack.People, "practitioners.json")))!.AsArray();
        practitioners.Add(new JsonObject { ["sub"] = Officer, ["name"] = "Morwenna Pascoe", ["agency"] = "brackenford-council", ["roleWord"] = "information-governance", ["title"] = "Information governance officer" });
        await File.WriteAllTextAsync(Path.Combine(folder, "practitioners.json"), practitioners.ToJsonString(), TestContext.Current.CancellationToken);
        return folder;
    }
}
