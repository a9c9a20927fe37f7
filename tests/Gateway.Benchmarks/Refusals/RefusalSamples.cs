using System.Diagnostics;
using System.Text;
using Gateway.Benchmarks.Processes;

namespace Gateway.Benchmarks.Refusals;

/// <summary>Asks every kind of question about known and unknown children in random order, and keeps the times apart.</summary>
internal sealed class RefusalSamples(RefusalOptions options, RefusalWorld world, Site site)
{
    private const int Askers = 16;

    private readonly Random _random = new((int)options.Seed);
    private readonly Dictionary<(RefusalKind Kind, bool Known), List<double>> _times = [];
    private readonly Dictionary<(RefusalKind Kind, bool Known), HashSet<string>> _said = [];
    private readonly Dictionary<Asker, string[]> _tokens = Enum.GetValues<Asker>()
        .ToDictionary(asker => asker, asker => Enumerable.Range(1, Askers).Select(place => world.Token(asker, place)).ToArray());

    /// <summary>In milliseconds.</summary>
    public double[] Times(RefusalKind kind, bool known) => [.. _times[(kind, known)]];

    public void Take()
    {
        using var connection = new RefusalConnection(site.Port);
        foreach (var (kind, known) in Order(options.WarmUp / options.Kinds.Length / 2)) connection.Ask(Question(kind, known));
        foreach (var (kind, known) in Order(options.Samples)) Take(connection, kind, known);
        foreach (var kind in options.Kinds) Compare(kind);
    }

    private (RefusalKind Kind, bool Known)[] Order(int each)
    {
        var order = options.Kinds.SelectMany(kind => Enumerable.Range(0, 2 * each).Select(place => (kind, place % 2 == 0))).ToArray();
        _random.Shuffle(order);
        return order;
    }

    private void Take(RefusalConnection connection, RefusalKind kind, bool known)
    {
        var (ticks, answer) = connection.Ask(Question(kind, known));
        Of(_times, kind, known).Add(ticks * 1000.0 / Stopwatch.Frequency);
        Of(_said, kind, known).Add(SameBytes.Of(answer));
    }

    private byte[] Question(RefusalKind kind, bool known)
    {
        var children = world.Children(known, kind.Related);
        var child = children[_random.Next(children.Count)];
        var body = $$"""{"child":{"nhsNumber":"{{child.NhsNumber}}","dateOfBirth":"{{child.DateOfBirth}}"},"purpose":"{{kind.Purpose}}","items":[{{kind.Items}}],"deadlineMilliseconds":3000}""";
        var head = $"POST {Site.Path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {_tokens[kind.Asker][_random.Next(Askers)]}\r\nX-Request-ID: {Guid.NewGuid()}\r\n";
        return Encoding.ASCII.GetBytes($"{head}Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    // Sets, because the words change when offices open; they change for every child.
    private void Compare(RefusalKind kind)
    {
        var (known, unknown) = (_said[(kind, true)], _said[(kind, false)]);
        if (known.Concat(unknown).FirstOrDefault(answer => !IsRefusal(answer, kind)) is { } other)
            throw new MeasureException($"{kind.Code}: not a refusal with this reason, but {other[..Math.Min(other.Length, 40)].ReplaceLineEndings(" ")}.");
        if (!known.SetEquals(unknown)) throw new MeasureException($"{kind.Code}: the bytes for a known and an unknown child differ: {Difference(known, unknown)}");
    }

    private static bool IsRefusal(string answer, RefusalKind kind) =>
        answer.StartsWith("HTTP/1.1 403 ", StringComparison.Ordinal) && answer.Contains($"\"code\":\"{kind.Code}\"", StringComparison.Ordinal);

    private static string Difference(HashSet<string> known, HashSet<string> unknown)
    {
        var (first, second) = (known.Order().First(), unknown.Order().First());
        var at = first.Zip(second).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"from place {at} on, '{Part(first, at)}' and '{Part(second, at)}'.";
    }

    private static string Part(string text, int at) => text[at..Math.Min(text.Length, at + 60)];

    private static T Of<T>(Dictionary<(RefusalKind, bool), T> all, RefusalKind kind, bool known) where T : new() =>
        all.TryGetValue((kind, known), out var found) ? found : all[(kind, known)] = new T();
}
