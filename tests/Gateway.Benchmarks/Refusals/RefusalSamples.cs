using System.Diagnostics;
using System.Text;
using Gateway.Benchmarks.Processes;

namespace Gateway.Benchmarks.Refusals;

/// <summary>Asks every kind of question about known and unknown children in random order, and keeps the times apart.</summary>
internal sealed class RefusalSamples(RefusalOptions options, RefusalWorld world, Site site)
{
    private readonly Random _random = new((int)options.Seed);
    private readonly Dictionary<(RefusalKind Kind, bool Known), List<double>> _times = [];
    private readonly Dictionary<(RefusalKind Kind, bool Known), HashSet<string>> _said = [];
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);

    /// <summary>In milliseconds.</summary>
    public double[] Times(RefusalKind kind, bool known) => [.. _times[(kind, known)]];

    public void Take()
    {
        using var connection = new RefusalConnection(site.Port);
        foreach (var question in Order("warm", options.WarmUp / options.Kinds.Length / 2)) connection.Ask(question.Bytes);
        foreach (var question in Order("measured", options.Samples)) Take(connection, question);
        foreach (var kind in options.Kinds) Compare(kind);
    }

    // All made beforehand, so that between two questions there is nothing but the clock.
    private Question[] Order(string who, int each)
    {
        var order = (
            from kind in options.Kinds
            from place in Enumerable.Range(0, each)
            from known in (bool[])[true, false]
            select new Question(kind, known, Bytes(kind, known, who, place))).ToArray();
        _random.Shuffle(order);
        return order;
    }

    private void Take(RefusalConnection connection, Question question)
    {
        var (ticks, answer) = connection.Ask(question.Bytes);
        Of(_times, question.Kind, question.Known).Add(ticks * 1000.0 / Stopwatch.Frequency);
        Of(_said, question.Kind, question.Known).Add(SameBytes.Of(answer));
    }

    private byte[] Bytes(RefusalKind kind, bool known, string who, int place)
    {
        var children = world.Children(known, kind.Related);
        var child = children[place % children.Count];
        var body = $$"""{"child":{"nhsNumber":"{{child.NhsNumber}}","dateOfBirth":"{{child.DateOfBirth}}"},"purpose":"{{kind.Purpose}}","items":[{{kind.Items}}],"deadlineMilliseconds":3000}""";
        var token = Token(kind, $"{who}-{kind.Code}-{place / kind.ChildrenEach}");
        var head = $"POST {Site.Path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nX-Request-ID: {Guid.NewGuid()}\r\n";
        return Encoding.ASCII.GetBytes($"{head}Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    private string Token(RefusalKind kind, string subject) =>
        _tokens.TryGetValue(subject, out var token) ? token : _tokens[subject] = world.Token(kind.Asker, subject);

    // Sets, because the words change when offices open; they change for every child.
    private void Compare(RefusalKind kind)
    {
        var (known, unknown) = (_said[(kind, true)], _said[(kind, false)]);
        if (known.Concat(unknown).FirstOrDefault(answer => !IsRefusal(answer, kind)) is { } other)
            throw new MeasureException($"{kind.Code}: not a refusal with this reason, but {other[..other.IndexOf('\r', StringComparison.Ordinal)]}, {Part(other, other.IndexOf("\"code\"", StringComparison.Ordinal))}.");
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

    private static string Part(string text, int at) => at < 0 ? "without a reason" : text[at..Math.Min(text.Length, at + 60)];

    private static T Of<T>(Dictionary<(RefusalKind, bool), T> all, RefusalKind kind, bool known) where T : new() =>
        all.TryGetValue((kind, known), out var found) ? found : all[(kind, known)] = new T();

    private sealed record Question(RefusalKind Kind, bool Known, byte[] Bytes);
}
