using Gateway.Agencies;
using Gateway.Notifications;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Gateway.Tests.Notifications;

public sealed class MessagingSettingsTests
{
    [Theory]
    [InlineData("Carrier pigeon", null, "Messaging:Transport")]
    [InlineData("RabbitMq", null, "Messaging:RabbitMq")]
    [InlineData("RabbitMq", "http://127.0.0.1/", "Messaging:RabbitMq")]
    public void Wrong_setting_stops_the_start_and_is_named(string transport, string? broker, string setting)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["Messaging:Transport"] = transport, ["Messaging:RabbitMq"] = broker });

        Assert.Contains(setting, Assert.Single(Assert.Throws<StartRefusedException>(builder.AddNotifications).Reasons), StringComparison.Ordinal);
    }
}
