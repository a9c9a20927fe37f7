using System.Text.Json;

namespace Gateway.Benchmarks.Drive;

/// <summary>The generator: a process of its own, so that its work is nobody else's, and small, because it shares the machine.</summary>
internal static class DriveProcess
{
    public static async Task<int> RunAsync()
    {
        var children = new Dictionary<string, AskedChildren>(StringComparer.Ordinal);
        while (await Console.In.ReadLineAsync() is { Length: > 0 } line)
        {
            var order = JsonSerializer.Deserialize(line, DriveJson.Default.DriveOrder)!;
            if (!children.TryGetValue(order.Children, out var known)) children[order.Children] = known = AskedChildren.Read(order.Children);
            var result = await RunAsync(order, known);
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(result, DriveJson.Default.DriveResult));
        }

        return 0;
    }

    private static async Task<DriveResult> RunAsync(DriveOrder order, AskedChildren children)
    {
        var tally = new Tally(order);
        var connections = Enumerable.Range(0, order.Connections).Select(place => new HttpConnection(order, children, place)).ToArray();
        try
        {
            foreach (var connection in connections) await connection.OpenAsync();
            var run = order.Rate > 0 ? new OpenLoop(order, connections, tally).RunAsync() : new ClosedLoop(order, connections, tally).RunAsync();
            await run.WaitAsync(TimeSpan.FromSeconds(order.Seconds + 30));
        }
        catch (TimeoutException)
        {
            tally.Fail("the answers stopped coming");
        }
        finally
        {
            foreach (var connection in connections) connection.Dispose();
        }

        return tally.Result();
    }
}
