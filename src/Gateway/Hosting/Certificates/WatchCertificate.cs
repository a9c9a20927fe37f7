namespace Gateway.Hosting.Certificates;

/// <summary>Looks every minute whether there is a new certificate, and how long the one that is shown lasts.</summary>
internal sealed class WatchCertificate(OurCertificate ours, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) ours.Look();
    }
}
