using System.Text.Json;

namespace Gateway.Tests.Notifications;

public sealed class MessageContractTests
{
    [Fact]
    public async Task Message_is_what_the_published_schema_says_and_no_more()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var council = await CouncilListener.StartAsync();
        await using var gateway = await NoticesHost.StartAsync(store, council);
        await gateway.RecordAsync(TestAgencies.Notice());
        await gateway.Messages.DoneAsync();

        var body = JsonSerializer.Deserialize<JsonElement>(Assert.Single(gateway.Messages.Seen).Split("\n\n")[^1]);
        var schema = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Schema(), TestContext.Current.CancellationToken));
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        Assert.Equal(
            schema.GetProperty("properties").EnumerateObject().Select(member => member.Name),
            body.EnumerateObject().Select(member => member.Name));
        Assert.Equal((await gateway.OnlyNoticeAsync()).Id, body.GetProperty("noticeId").GetGuid());
    }

    private static string Schema()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Gateway.sln"))) folder = folder.Parent;
        return Path.Combine(folder!.FullName, "contracts", "messages", "attendance-notice-waiting.v1.schema.json");
    }
}
