using System.Globalization;
using System.Text.Json;
using Gateway.Rules.Policy;

namespace Gateway.Benchmarks.Policy;

/// <summary>Our engine as a process that answers the same lines as its peers, and a few more about itself.</summary>
internal static class OwnProcess
{
    /// <summary>How many times the cells of the policy the larger one has.</summary>
    public const int GrownTo = 100;

    public static async Task<int> RunAsync()
    {
        var rules = TenRules.Read();
        var policy = Bundles.Of(rules.Cells);
        var typed = rules.Requests.Select(OwnRequests.Of).ToArray();
        var bytes = new Lazy<byte[][]>(() => [.. rules.Requests.Select(DecideBytes.Request)]);
        var sizes = new Lazy<Grown[]>(() => [Grown.Times(1), Grown.Times(GrownTo)]);
        await Console.Out.WriteLineAsync($"ready gateway .NET {Environment.Version}");
        while (await Console.In.ReadLineAsync() is { Length: > 0 } line)
        {
            var (word, seconds) = Read(line);
            await Console.Out.WriteLineAsync(word switch
            {
                "answers" => JsonSerializer.Serialize(Array.ConvertAll(typed, facts => Answer(Decide.Request(policy, facts))), PolicyJson.Default.StringArrayArray),
                "run" => Turn(Loop.Typed(policy, typed, seconds)),
                "run-json" => Turn(Loop.Bytes(policy, bytes.Value, seconds)),
                "times" => JsonSerializer.Serialize(Array.ConvertAll(sizes.Value, size => OneDecision.Of(size, seconds)), PolicyJson.Default.DecisionTimesArray),
                "reload" => JsonSerializer.Serialize(Reloading.Run(), PolicyJson.Default.ReloadTimes),
                _ => throw new InvalidOperationException("An unknown word."),
            });
        }

        return 0;
    }

    private static (string Word, double Seconds) Read(string line) =>
        line.Split(' ') is [var word, var seconds] ? (word, double.Parse(seconds, CultureInfo.InvariantCulture)) : (line, 0);

    private static string Turn(PolicyTurn turn) => JsonSerializer.Serialize(turn, PolicyJson.Default.PolicyTurn);

    private static string[] Answer(Decision decision) =>
        OwnWords.Answer(decision) is var answer ? [answer.Outcome, answer.Reason, string.Join(' ', answer.Obligations)] : [];
}
