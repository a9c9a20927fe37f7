using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Gateway.Hosting;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Referrals.Store;

/// <summary>
/// A standing as the store keeps it: words of the wire, instants in milliseconds, and the version of this form. It names nobody.
/// What does not read, to the last member, is a fault and never a guess.
/// </summary>
internal static class StandingJson
{
    private const int Form = 1;

    public static string Of(Standing standing) => Encoding.UTF8.GetString(JsonBytes.Of(json =>
    {
        json.WriteNumber("v"u8, Form);
        Write(json, "main", standing.Main);
        Write(json, "last", standing.Last);
        if (standing.Feedback is { } feedback) Write(json, "feedback", feedback);
        if (standing.ToldAt is { } told) Write(json, "toldAt", told);
        if (standing.Disagreement is { } disagreement) Write(json, "disagreement", disagreement);
        if (standing.DisputedSince is { } since) Write(json, "disputedSince", since);
        if (standing.Urgent) json.WriteBoolean("urgent"u8, true);
        if (standing.Danger) json.WriteBoolean("danger"u8, true);
        if (standing.Rating != Rating.None) json.WriteString("rating"u8, standing.Rating.Word());
        json.WriteStartObject("clocks"u8);
        foreach (var (clock, run) in standing.Clocks) Write(json, clock, run);
        json.WriteEndObject();
    }));

    public static Standing Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return new Reader(document.RootElement).Standing();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            throw Unread();
        }
    }

    private static InvalidDataException Unread() => new("Where a child of a referral stands does not read.");

    private static void Write(Utf8JsonWriter json, string name, DateTimeOffset at) => json.WriteNumber(name, at.ToUnixTimeMilliseconds());

    private static void Write(Utf8JsonWriter json, string name, Held held)
    {
        json.WriteStartObject(name);
        json.WriteString("state"u8, held.State.Word());
        Write(json, "since", held.Since);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReferralClock clock, ClockRun run)
    {
        json.WriteStartObject(clock.Word());
        Write(json, "started", run.Started);
        if (run.Stopped is { } stopped) Write(json, "stopped", stopped);
        if (run.Done) json.WriteBoolean("done"u8, true);
        if (!run.Pauses.IsEmpty)
        {
            json.WriteStartArray("pauses"u8);
            foreach (var pause in run.Pauses)
            {
                json.WriteStartArray();
                json.WriteNumberValue(pause.From.ToUnixTimeMilliseconds());
                if (pause.To is { } to) json.WriteNumberValue(to.ToUnixTimeMilliseconds());
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>Takes each member by its name and counts them: one that nobody asked for is a fault.</summary>
    private sealed class Reader(JsonElement element)
    {
        private int _taken;

        public Standing Standing()
        {
            if (Number("v") != Form) throw Unread();
            var standing = new Standing(Held("main") ?? throw Unread(), At("last") ?? throw Unread())
            {
                Feedback = Held("feedback"),
                ToldAt = At("toldAt"),
                Disagreement = Held("disagreement"),
                DisputedSince = At("disputedSince"),
                Urgent = Is("urgent"),
                Danger = Is("danger"),
                Rating = Take("rating") is not { } rating ? Rating.None : RatingWords.TryRead(rating.GetString(), out var read) ? read : throw Unread(),
                Clocks = Clocks(),
            };
            End();
            return standing;
        }

        private ImmutableSortedDictionary<ReferralClock, ClockRun> Clocks() => (Take("clocks") ?? throw Unread()).EnumerateObject().ToImmutableSortedDictionary(
            each => ReferralClockWords.TryRead(each.Name, out var clock) ? clock : throw Unread(), each => new Reader(each.Value).Run());

        private ClockRun Run()
        {
            var run = new ClockRun(At("started") ?? throw Unread(), At("stopped"))
            {
                Done = Is("done"),
                Pauses = Take("pauses") is { } pauses ? [.. pauses.EnumerateArray().Select(PauseOf)] : [],
            };
            End();
            return run;
        }

        private Held? Held(string name)
        {
            if (Take(name) is not { } inner) return null;
            var reader = new Reader(inner);
            var held = new Held(
                ReferralStateWords.TryRead(reader.Take("state")?.GetString(), out var state) ? state : throw Unread(), reader.At("since") ?? throw Unread());
            reader.End();
            return held;
        }

        private static Pause PauseOf(JsonElement pause) => pause.GetArrayLength() switch
        {
            1 => new Pause(Instant(pause[0]), null),
            2 => new Pause(Instant(pause[0]), Instant(pause[1])),
            _ => throw Unread(),
        };

        private long? Number(string name) => Take(name)?.GetInt64();

        private DateTimeOffset? At(string name) => Take(name) is { } at ? Instant(at) : null;

        private bool Is(string name) => Take(name) is { } flag && (flag.ValueKind == JsonValueKind.True ? true : throw Unread());

        private static DateTimeOffset Instant(JsonElement at) => DateTimeOffset.FromUnixTimeMilliseconds(at.GetInt64());

        private JsonElement? Take(string name)
        {
            if (!element.TryGetProperty(name, out var found)) return null;
            _taken++;
            return found;
        }

        private void End()
        {
            if (_taken != element.EnumerateObject().Count()) throw Unread();
        }
    }
}
