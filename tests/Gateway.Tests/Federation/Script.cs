using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Tests.Federation;

/// <summary>What a custodian does in one fan-out.</summary>
internal enum Deed
{
    Answers, AnswersOld, AnswersAhead, Withholds, DoesNotMatch, IsUnsure, SaysAnotherState, Html, Truncated, AnotherQuestion, AnotherCustodian, Silent, IgnoresItsToken, Refuses, Breaks, Fails, IsBusy, Redirects, Empty,
}

/// <param name="Holds">Whether there is a plan, whatever it says of it.</param>
/// <param name="Current">Whether its answer has to be current: a home council.</param>
internal sealed record Scripted(Deed Deed, bool Holds, bool Current)
{
    /// <summary>It says what is so, and freshly enough for what it says.</summary>
    public bool Settles => Deed == Deed.Answers || (Deed == Deed.AnswersOld && (Holds || !Current));
}

internal sealed record Script(Guid RequestId, ImmutableArray<Scripted> Custodians, ImmutableArray<CustodianQuestion> Questions)
{
    private static readonly Agency Council = new("a-council", "A", AgencyKind.LocalAuthority, ["a"], new Telephones(new DutyLine(new TelephoneLine("A", "01632 960101"), null), null), null, null, null);

    public static Script Of(Random random)
    {
        var deeds = Enum.GetValues<Deed>();
        var faulty = random.NextDouble();
        ImmutableArray<Scripted> custodians = [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => new Scripted(
            random.NextDouble() < faulty * faulty ? deeds[random.Next(deeds.Length)] : Deed.Answers, random.NextDouble() < 0.2, random.Next(3) == 0))];
        return Of(custodians);
    }

    public static Script Of(params ImmutableArray<Scripted> custodians) =>
        new(Guid.NewGuid(), custodians, [.. custodians.Select((one, place) => new CustodianQuestion(Custodian(place), [Item.PlanFlag], one.Current))]);

    private static Custodian Custodian(int place) => new($"c{place}", $"C{place}", Council, new Uri($"https://c{place}.example/"), FrozenSet<Item>.Empty, Council.Telephones)
    {
        // Signatures have tests of their own, and a million of them would take an hour.
        VerifiedBy = new VerifiedBy.Tls([]),
    };
}

/// <summary>Every custodian of a script; each does its deed when it is released.</summary>
internal sealed class ScriptHandler(Script script) : HttpMessageHandler
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 10, 0, TimeSpan.Zero);
    private readonly TaskCompletionSource[] _released = [.. script.Custodians.Select(_ => new TaskCompletionSource())];

    public void Release(int place) => _released[place].TrySetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var place = request.RequestUri!.Host[1] - '0';
        var one = script.Custodians[place];
        await _released[place].Task;
        switch (one.Deed)
        {
            case Deed.Silent: await Task.Delay(Timeout.Infinite, cancellationToken); break;
            case Deed.IgnoresItsToken: await new TaskCompletionSource().Task; break;
            case Deed.Refuses: throw new HttpRequestException(HttpRequestError.ConnectionError);
            case Deed.Breaks: throw new HttpRequestException(HttpRequestError.ResponseEnded);
        }

        return one.Deed switch
        {
            Deed.Fails => new HttpResponseMessage(HttpStatusCode.InternalServerError),
            Deed.IsBusy => new HttpResponseMessage(HttpStatusCode.TooManyRequests),
            Deed.Redirects => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri("http://169.254.169.254/") } },
            Deed.Html => Body("<p>No records found.</p>", "text/html"),
            Deed.Empty => Body("", "application/json"),
            Deed.Truncated => Body(Answer(one, place)[..^3], "application/json"),
            _ => Body(Answer(one, place), "application/json"),
        };
    }

    private string Answer(Scripted one, int place)
    {
        var id = one.Deed == Deed.AnotherQuestion ? Guid.NewGuid() : script.RequestId;
        var custodian = one.Deed == Deed.AnotherCustodian ? "somebody-else" : $"c{place}";
        var asOf = one.Deed switch { Deed.AnswersOld => Now.AddHours(-2), Deed.AnswersAhead => Now.AddHours(1), _ => Now.AddSeconds(-1) };
        return $$"""{"requestId":"{{id}}","custodian":"{{custodian}}","asOf":"{{asOf:yyyy-MM-dd'T'HH:mm:ss'Z'}}","items":[{"item":"plan-flag",{{Says(one)}}}]}""";
    }

    private static string Says(Scripted one) => one.Deed switch
    {
        Deed.Withholds => "\"state\":\"withheld\"",
        Deed.DoesNotMatch => "\"state\":\"not-known\",\"because\":\"not-matched\"",
        Deed.IsUnsure => "\"state\":\"not-known\",\"because\":\"ambiguous\"",
        Deed.SaysAnotherState => "\"state\":\"none\"",
        _ => one.Holds ? "\"state\":\"held\",\"value\":{}" : "\"state\":\"nothing-held\"",
    };

    private static HttpResponseMessage Body(string text, string type) => new(HttpStatusCode.OK)
    {
        Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue(type) } },
    };
}
