using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Federation.Calls;
using Gateway.Rules.Federation;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;
using Gateway.Tests.Federation.Calls;

namespace Gateway.Tests.Federation;

/// <summary>
/// Whole fan-outs over real sockets, with custodians that do to their connections what a seed says. GATEWAY_SOCKET_FANOUTS=10000 runs ten
/// thousand, GATEWAY_SOCKET_SEED=N begins with another seed.
/// </summary>
public sealed partial class SocketFanOutTests
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(2850);
    private static readonly int Count = Setting("GATEWAY_SOCKET_FANOUTS", 400);
    private static readonly int First = Setting("GATEWAY_SOCKET_SEED", 1);
    private static readonly ChildAsked Child = new(NhsNumber.TryFromFirstNine(999_000_001, out var number) ? number : default, new DateOnly(2023, 3, 4));

    private static readonly Agency Council = new("a-council", "A", AgencyKind.LocalAuthority, ["a"], new Telephones(new DutyLine(new TelephoneLine("A", "01632 960101"), null), null), null, null, null);

    // What a custodian does to its socket. Who is silent costs the time of an attempt, so that there are few of them.
    private enum Deed
    {
        Answers, AnswersInPieces, AnswersOld, AnswersAhead, AnotherQuestion, AnotherCustodian, Html, Cut, Empty, ResetsAtOnce, ResetsInTheBody, ClosesInTheBody, EndlessBody, EndlessHeaders, Bomb, Redirects, Fails, IsBusy, NotHttp, Refuses, Silent, Drips,
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task B1ToB8_AnyFaultsOfAnySockets_NeverGiveAFalseNothingHeld()
    {
        await using var server = Serve();
        var refused = PortOfNobody();
        var (tally, late) = (new Dictionary<char, int> { ['n'] = 0, ['y'] = 0, ['u'] = 0 }, 0);
        // Breakers and kept connections live as long as a batch, as they would: whoever is asked has an id of its own.
        foreach (var batch in Enumerable.Range(First, Count).Chunk(200))
        {
            using var calls = new CustodianCalls(CustodianHttp.Over(new CallLimits()), new CallLimits(), TimeProvider.System);
            var ask = new AskCustodians(calls, NoFiles.Answer, TimeProvider.System);
            await Parallel.ForEachAsync(batch, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancellation }, async (seed, cancel) =>
            {
                var custodians = Script(new Random(seed));
                var answers = await ask.AskAsync(Guid.NewGuid(), Child, Purpose.UnscheduledCare, new DateOnly(2025, 11, 22), Questions(seed, custodians, server.Port, refused), Deadline, cancel);
                var (said, wasLate) = Judged(seed, custodians, answers);
                lock (tally)
                {
                    tally[said]++;
                    late += wasLate ? 1 : 0;
                }
            });
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Count} fan-outs over sockets: {tally['n']} nothing held, {tally['y']} yes, {tally['u']} not known, {late} of these because the machine was too slow; 0 false nothing held.");
        Assert.All(tally.Values, some => Assert.True(some > 0));
    }

    // Where the machine did not get to a good answer in time, that it is not known is right too; nothing else is.
    private static (char Said, bool WasLate) Judged(int seed, ImmutableArray<Source> custodians, ImmutableArray<CustodianAnswer> answers)
    {
        Assert.Equal(custodians.Length, answers.Length);
        var said = answers.Select(answer => answer.Items.Single().Said).ToArray();
        var wasLate = false;
        for (var place = 0; place < said.Length; place++)
        {
            var one = custodians[place];
            if (said[place] is { Said: Said.NotKnown, Because: Because.TimedOut or Because.Unreachable } && one.Settles) wasLate = true;
            else Assert.True(said[place].IsAnswer == one.Settles && (said[place].Said == Said.Held) == (one.Settles && one.Holds), $"seed {seed}, place {place}: {one} said {said[place]}");
        }

        var combined = Combined.Of(said);
        Assert.False(combined is Combined.NothingHeld && custodians.Any(one => one.Holds || !one.Settles), $"seed {seed}");
        return (combined switch { Combined.Yes => 'y', Combined.NothingHeld => 'n', _ => 'u' }, wasLate);
    }

    private static ImmutableArray<Source> Script(Random random)
    {
        var faulty = random.NextDouble();
        return [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => new Source(DeedOf(random, faulty * faulty), random.NextDouble() < 0.2, random.Next(3) == 0))];
    }

    private static Deed DeedOf(Random random, double faulty)
    {
        if (random.NextDouble() >= faulty) return random.Next(2) == 0 ? Deed.Answers : Deed.AnswersInPieces;
        return random.Next(40) == 0 ? random.Next(2) == 0 ? Deed.Silent : Deed.Drips : (Deed)random.Next((int)Deed.Silent);
    }

    private static ImmutableArray<CustodianQuestion> Questions(int seed, ImmutableArray<Source> custodians, int port, int refused) => [.. custodians.Select((one, place) => new CustodianQuestion(
        new Custodian($"s{seed}-{place}-{(int)one.Deed}-{(one.Holds ? 1 : 0)}", "C", Council, new Uri($"http://127.0.0.1:{(one.Deed == Deed.Refuses ? refused : port)}/s{seed}-{place}-{(int)one.Deed}-{(one.Holds ? 1 : 0)}/"), FrozenSet<Item>.Empty, Council.Telephones)
        {
            // Signatures have tests of their own.
            VerifiedBy = new VerifiedBy.Tls([]),
        },
        [Item.PlanFlag], one.Current))];

    private static RawServer Serve()
    {
        RawServer server = null!;
        return server = new RawServer(async (socket, stream, _) =>
        {
            while (await server.ReadTextAsync(stream) is { } question && await DoAsync(server, socket, stream, question)) ;
        });
    }

    /// <returns>The connection may be used again.</returns>
    private static async Task<bool> DoAsync(RawServer server, Socket socket, Stream stream, string question)
    {
        var asked = Asked().Match(question);
        var (deed, holds) = ((Deed)int.Parse(asked.Groups["deed"].Value, CultureInfo.InvariantCulture), asked.Groups["holds"].Value == "1");
        var answer = Answer(deed, asked.Groups["id"].Value, RequestId().Match(question).Groups[1].Value, holds);
        switch (deed)
        {
            case Deed.ResetsAtOnce: RawServer.Reset(socket); return false;
            case Deed.Silent: return await HangsUpAsync(stream);
            case Deed.Drips: await server.WriteAsync(stream, RawServer.Ok(answer)[..40]); return await HangsUpAsync(stream);
            case Deed.ResetsInTheBody: await server.WriteAsync(stream, RawServer.Ok(answer)[..^5]); RawServer.Reset(socket); return false;
            case Deed.ClosesInTheBody: await server.WriteAsync(stream, RawServer.Ok(answer)[..^5]); return false;
            case Deed.EndlessBody: await EndlessAsync(server, stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n", $"1000\r\n{new string(' ', 4096)}\r\n"); return false;
            case Deed.EndlessHeaders: await EndlessAsync(server, stream, "HTTP/1.1 200 OK\r\n", $"X-Filler: {new string('a', 4000)}\r\n"); return false;
            case Deed.AnswersInPieces: await InPiecesAsync(server, stream, answer); return true;
            default: await server.WriteAsync(stream, Whole(deed, answer)); return deed != Deed.NotHttp;
        }
    }

    // Until the caller does.
    private static async Task<bool> HangsUpAsync(Stream stream)
    {
        while (await stream.ReadAsync(new byte[1], Cancellation) > 0) ;
        return false;
    }

    private static string Whole(Deed deed, string answer) => deed switch
    {
        Deed.Html => "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 23\r\n\r\n<p>No records found</p>",
        Deed.Cut => RawServer.Ok(answer[..^3]),
        Deed.Empty => RawServer.Ok(""),
        Deed.Bomb => $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: {answer.Length}\r\n\r\n{answer}",
        Deed.Redirects => "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n",
        Deed.Fails => "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n",
        Deed.IsBusy => "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n",
        Deed.NotHttp => "220 mail.example ESMTP\r\n\r\n",
        _ => RawServer.Ok(answer),
    };

    private static async Task EndlessAsync(RawServer server, Stream stream, string head, string piece)
    {
        await server.WriteAsync(stream, head);
        while (true) await server.WriteAsync(stream, piece);
    }

    private static async Task InPiecesAsync(RawServer server, Stream stream, string answer)
    {
        await server.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        foreach (var piece in answer.Chunk(37)) await server.WriteAsync(stream, $"{piece.Length:x}\r\n{new string(piece)}\r\n");
        await server.WriteAsync(stream, "0\r\n\r\n");
    }

    private static string Answer(Deed deed, string id, string requestId, bool holds)
    {
        var now = TimeProvider.System.GetUtcNow();
        var asOf = deed switch { Deed.AnswersOld => now.AddHours(-2), Deed.AnswersAhead => now.AddHours(1), _ => now };
        return $$"""{"requestId":"{{(deed == Deed.AnotherQuestion ? Guid.NewGuid().ToString() : requestId)}}","custodian":"{{(deed == Deed.AnotherCustodian ? "somebody-else" : id)}}","asOf":"{{asOf:yyyy-MM-dd'T'HH:mm:ss'Z'}}","items":[{"item":"plan-flag",{{(holds ? "\"state\":\"held\",\"value\":{}" : "\"state\":\"nothing-held\"")}}}]}""";
    }

    // A port that somebody had and nobody listens at.
    private static int PortOfNobody()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)taken.LocalEndPoint!).Port;
    }

    private static int Setting(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var given) ? given : usual;

    [GeneratedRegex(@"^POST /(?<id>s\d+-\d+-(?<deed>\d+)-(?<holds>[01]))/v1/answers ")]
    private static partial Regex Asked();

    [GeneratedRegex("\"requestId\":\"([^\"]+)\"")]
    private static partial Regex RequestId();

    private sealed record Source(Deed Deed, bool Holds, bool Current)
    {
        public bool Settles => Deed is Deed.Answers or Deed.AnswersInPieces || (Deed == Deed.AnswersOld && (Holds || !Current));
    }
}
