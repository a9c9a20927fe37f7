using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Gateway.Benchmarks.Drive;
using Gateway.Benchmarks.Peers;
using Gateway.Benchmarks.Processes;
using Gateway.Benchmarks.Report;

namespace Gateway.Benchmarks.Measures;

/// <summary>P28: from the start of the process, with an empty database, to the first correct answer; beside the framework's smallest host.</summary>
internal static class ColdStart
{
    private const int FewChildren = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(Bed bed, LoadReport report)
    {
        var population = await bed.PopulationAsync(FewChildren);
        var children = AskedChildren.Read(population.Children);
        await using var simulator = await Site.StartSimulatorAsync(population);
        var (gateway, hello) = (new List<double>(), new List<double>());
        for (var start = 0; start <= bed.Options.Starts; start++)
        {
            var database = await bed.Postgres.CreateDatabaseAsync();
            Site.BeginLog(population, database);
            var check = await TimeAsync(children, CheckOrder(bed, population), port => Site.StartGateway(population, database, port));
            var answer = await TimeAsync(children, HelloOrder(population), StartHello);
            if (start == 0) continue;
            gateway.Add(check);
            hello.Add(answer);
        }

        report.Figures.Add(Figure.FromRounds("P28", "From start with an empty database to the first correct answer; beside a bare hello",
            [.. gateway.Zip(hello, (ours, bare) => ours / bare)], "x", 4, 2, higherIsBetter: false) with
        {
            Of = $"{gateway.Median():N0} ms beside {hello.Median():N0} ms",
        });
    }

    private static Child StartHello(int port) => Child.Dotnet("Hello", Programs.Self, ["hello", port.ToString(CultureInfo.InvariantCulture)]);

    private static DriveOrder CheckOrder(Bed bed, Population population) =>
        new(0, Site.Path, bed.Tokens, population.Children, "Completeness: complete; answered=2; expected=2", 1, 0, 0, 1, true, bed.Options.Seed);

    private static DriveOrder HelloOrder(Population population) => new(0, Hello.Path, [], population.Children, "", 1, 0, 0, 1, false, 0);

    private static async Task<double> TimeAsync(AskedChildren children, DriveOrder order, Func<int, Child> start)
    {
        order = order with { Port = Ports.Free() };
        var started = Stopwatch.GetTimestamp();
        await using var process = start(order.Port);
        while (!await AnswersAsync(order, children))
        {
            if (process.HasEnded || Stopwatch.GetElapsedTime(started) > Patience) throw new MeasureException($"{process.Name} did not answer. {process.LastWords}");
            await Task.Delay(1);
        }

        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task<bool> AnswersAsync(DriveOrder order, AskedChildren children)
    {
        using var connection = new HttpConnection(order, children, 0);
        try
        {
            await connection.OpenAsync();
            connection.Send();
            return (await connection.ReceiveAsync()).WhyBad is null;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
