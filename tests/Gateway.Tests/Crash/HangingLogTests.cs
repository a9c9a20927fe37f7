namespace Gateway.Tests.Crash;

[Collection(CrashCollection.Name)]
public sealed class HangingLogTests
{
    // At the finest level a check writes more than a hundred lines: more than any pipe and queue hold.
    private const int Checks = 300;

    [Fact]
    public async Task G14_LogsThatNobodyReads_HoldNoAnswerBack()
    {
        using var store = new CrashStore.Sqlite();
        await using var site = await CrashSite.PrepareAsync(24);
        var settings = site.Settings(store);
        foreach (var category in (string[])["Default", "Microsoft", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "System.Net.Http"]) settings["Logging__LogLevel__" + category] = "Trace";
        settings["Logging__Console__MaxQueueLength"] = "10";
        await using var gateway = await GatewayProcess.StartAsync(settings);
        var asking = await Asking.SignInAsync(gateway);
        gateway.StopListening();

        for (var check = 0; check < Checks; check++)
        {
            var (status, answer) = await asking.AskAsync(new Question(Guid.NewGuid(), CrashSite.Nurse, site.Attendances[check % site.Attendances.Count])).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            Assert.True(status == 200, $"{status}: {answer}{gateway.Words}");
        }
    }
}
