using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Gateway.Simulator;

namespace Gateway.Tests.Simulator;

public sealed class FaultTests
{
    private const string Csc = "aldersham-csc";

    [Fact]
    public async Task Silent_custodian_accepts_and_never_answers_while_the_same_trust_confirms()
    {
        await using var simulated = await Simulated.StartAsync();
        await simulated.Host.SetAsync("brook-street-ed", new Behaviour(Fault: Fault.Silent));
        var waiting = simulated.SendAsync("brook-street-ed", "answers", Simulated.Question("attendance-count"));
        await simulated.Host.AskedReachesAsync("brook-street-ed", 1, Simulated.Cancellation);

        await simulated.AskAsync("alder-valley-nhs-trust", "relationships", Simulated.RelationshipQuestion("x", ["encounter"]));
        await simulated.AskAsync("aldersham-general-ed", "answers", Simulated.Question("attendance-count"));
        Assert.False(waiting.IsCompleted);
        await simulated.Host.DisposeAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => waiting);
    }

    [Fact]
    public async Task Reset_breaks_the_connection()
    {
        await using var simulated = await FaultyAsync(Fault.Reset);
        var broken = await Assert.ThrowsAnyAsync<HttpRequestException>(() => simulated.SendAsync(Csc, "answers", Simulated.Question("plan-flag")));
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(broken.GetBaseException()).SocketErrorCode);
    }

    [Fact]
    public async Task Refuse_stops_listening_on_the_agencys_own_port_and_the_others_go_on()
    {
        await using var simulated = await Simulated.StartAsync(Listening.FreePorts);
        var council = simulated.Host.EndpointOf("aldersham-council");
        await AskAsync();
        await simulated.Host.SetAsync("aldersham-council", new Behaviour(Fault: Fault.Refuse));
        var refused = await Assert.ThrowsAnyAsync<HttpRequestException>(AskAsync);
        Assert.Equal(SocketError.ConnectionRefused, Assert.IsType<SocketException>(refused.GetBaseException()).SocketErrorCode);
        await simulated.AskAsync("brackenford-csc", "answers", Simulated.Question("plan-flag"));

        await simulated.Host.ResetAsync();
        Assert.Equal(council, simulated.Host.EndpointOf("aldersham-council"));
        await AskAsync();

        Task AskAsync() => simulated.AskAsync("aldersham-council", "answers", Simulated.Question("plan-flag"));
    }

    [Fact]
    public async Task Refuse_without_an_own_port_breaks_the_connection()
    {
        await using var simulated = await FaultyAsync(Fault.Refuse);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => simulated.SendAsync(Csc, "answers", Simulated.Question("plan-flag")));
    }

    [Theory]
    [InlineData(Fault.Error, 500, "text/plain")]
    [InlineData(Fault.Html, 200, "text/html")]
    public async Task Error_and_page_are_texts_that_say_no_records(Fault fault, int status, string mediaType)
    {
        await using var simulated = await FaultyAsync(fault);
        using var response = await simulated.SendAsync(Csc, "answers", Simulated.Question("plan-flag"));
        Assert.Equal((status, mediaType), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Contains("no records found", await response.Content.ReadAsStringAsync(Simulated.Cancellation));
    }

    [Fact]
    public async Task Truncated_is_a_whole_message_with_half_a_document()
    {
        await using var simulated = await FaultyAsync(Fault.Truncated);
        var text = await TextAsync(simulated);
        Assert.StartsWith("{\"requestId\"", text);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(text));
    }

    [Theory]
    [InlineData(Fault.WrongSchema)]
    [InlineData(Fault.UnknownState)]
    public async Task Other_shape_and_unknown_state_are_json_that_breaks_the_schema(Fault fault)
    {
        await using var simulated = await FaultyAsync(fault);
        var schema = new JsonSchema(Contracts.Json("openapi/custodian.v1.json"));
        Assert.NotEmpty(schema.Check(JsonDocument.Parse(await TextAsync(simulated)).RootElement, "#/components/schemas/AnswerResponse"));

        await simulated.Host.SetAsync("aldersham-council", new Behaviour(Fault: fault));
        var relationship = await simulated.AskAsync("aldersham-council", "relationships", Simulated.RelationshipQuestion("x", ["allocation"]));
        Assert.NotEmpty(schema.Check(relationship, "#/components/schemas/RelationshipResponse"));
        var receipt = await simulated.AskAsync("aldersham-council", "notices", Simulated.Notice(Guid.NewGuid()), 202);
        Assert.NotEmpty(schema.Check(receipt, "#/components/schemas/NoticeReceipt"));
    }

    [Fact]
    public async Task Duplicate_members_end_in_nothing_held_for_a_reader_that_takes_the_last()
    {
        await using var simulated = await FaultyAsync(Fault.DuplicateMembers);
        Assert.Contains("\"state\":\"held\",\"state\":\"nothing-held\"", await TextAsync(simulated));
    }

    [Fact]
    public async Task Missing_item_leaves_out_the_first_that_was_asked()
    {
        await using var simulated = await FaultyAsync(Fault.MissingItem);
        var answer = await simulated.AskAsync(Csc, "answers", Simulated.Question(["plan-flag", "plan-ended"]));
        Assert.Equal("plan-ended", Assert.Single(answer.GetProperty("items").EnumerateArray()).GetProperty("item").GetString());
    }

    [Fact]
    public async Task Endless_body_goes_on_until_the_caller_hangs_up()
    {
        await using var simulated = await FaultyAsync(Fault.Endless);
        using var response = await simulated.SendAsync(Csc, "answers", Simulated.Question("plan-flag"));
        Assert.Null(response.Content.Headers.ContentLength);
        await using var body = await response.Content.ReadAsStreamAsync(Simulated.Cancellation);
        await body.ReadExactlyAsync(new byte[4 << 20], Simulated.Cancellation);
    }

    [Fact]
    public async Task Redirect_leads_to_another_port_where_who_follows_is_counted()
    {
        await using var simulated = await FaultyAsync(Fault.Redirect);
        using var response = await simulated.SendAsync(Csc, "answers", Simulated.Question("plan-flag"));
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        var location = response.Headers.Location!;
        Assert.True(location.IsLoopback);
        Assert.NotEqual(simulated.Host.BaseAddress.Port, location.Port);
        Assert.Equal(0, simulated.Host.RedirectsFollowed);

        using var followed = await simulated.SendAsync(HttpMethod.Get, location, null);
        Assert.Equal((404, 1), ((int)followed.StatusCode, simulated.Host.RedirectsFollowed));
        Assert.Equal(1, (await simulated.ControlAsync(HttpMethod.Get, "asked")).GetProperty("redirectsFollowed").GetInt64());
    }

    [Fact]
    public async Task Wrong_request_is_a_right_answer_to_another_question()
    {
        await using var simulated = await FaultyAsync(Fault.WrongRequest);
        var answer = JsonDocument.Parse(await TextAsync(simulated)).RootElement;
        Assert.NotEqual(Simulated.RequestId, answer.GetProperty("requestId").GetString());
        Assert.Empty(new JsonSchema(Contracts.Json("openapi/custodian.v1.json")).Check(answer, "#/components/schemas/AnswerResponse"));
    }

    [Fact]
    public async Task Gzip_bomb_is_small_on_the_wire_and_large_when_unpacked()
    {
        await using var simulated = await FaultyAsync(Fault.GzipBomb);
        using var response = await simulated.SendAsync(Csc, "answers", Simulated.Question("plan-flag"));
        Assert.Equal("gzip", response.Content.Headers.ContentEncoding.Single());
        var packed = await response.Content.ReadAsByteArrayAsync(Simulated.Cancellation);
        Assert.InRange(packed.Length, 1, 1 << 20);
        await using var unpacked = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        await unpacked.ReadExactlyAsync(new byte[32 << 20], Simulated.Cancellation);
    }

    [Theory]
    [InlineData(Fault.Withheld, """{"item":"plan-flag","state":"withheld"}""")]
    [InlineData(Fault.Maintenance, """{"item":"plan-flag","state":"not-known","because":"maintenance"}""")]
    [InlineData(Fault.Busy, """{"item":"plan-flag","state":"not-known","because":"busy"}""")]
    public async Task Withheld_maintenance_and_busy_are_answers_of_the_contract(Fault fault, string says)
    {
        await using var simulated = await FaultyAsync(fault);
        Assert.Equal(says, await simulated.SaysAsync(Csc, "plan-flag"));
    }

    [Fact]
    public async Task Stale_answers_say_how_old_they_are()
    {
        await using var simulated = await Simulated.StartAsync();
        await simulated.Host.SetAsync(Csc, new Behaviour(StaleMinutes: 90));
        var answer = await simulated.AskAsync(Csc, "answers", Simulated.Question("plan-flag"));
        Assert.Equal(Simulated.Now.AddMinutes(-90), answer.GetProperty("asOf").GetDateTimeOffset());
    }

    [Fact]
    public async Task Delay_is_waited_before_a_right_answer()
    {
        await using var simulated = await Simulated.StartAsync();
        await simulated.Host.SetAsync(Csc, new Behaviour(DelayMilliseconds: 150));
        var started = TimeProvider.System.GetTimestamp();
        await simulated.AskAsync(Csc, "answers", Simulated.Question("plan-flag"));
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(140));
    }

    [Fact]
    public async Task Behaviour_of_the_agency_is_that_of_its_custodians_unless_they_have_their_own()
    {
        await using var simulated = await Simulated.StartAsync();
        await simulated.Host.SetAsync("alder-valley-nhs-trust", new Behaviour(Fault: Fault.Error));
        await simulated.Host.SetAsync("brook-street-ed", new Behaviour(StaleMinutes: 1));

        using var general = await simulated.SendAsync("aldersham-general-ed", "answers", Simulated.Question("attendance-count"));
        Assert.Equal(HttpStatusCode.InternalServerError, general.StatusCode);
        await simulated.AskAsync("brook-street-ed", "answers", Simulated.Question("attendance-count"));
    }

    private static async Task<Simulated> FaultyAsync(Fault fault)
    {
        var simulated = await Simulated.StartAsync();
        simulated.Hold(Csc, new CustodianFacts { Plan = new(["neglect"], new DateOnly(2026, 5, 14)) });
        await simulated.Host.SetAsync(Csc, new Behaviour(Fault: fault));
        return simulated;
    }

    private static async Task<string> TextAsync(Simulated simulated)
    {
        using var response = await simulated.SendAsync(Csc, "answers", Simulated.Question("plan-flag"));
        Assert.Equal((200, "application/json"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        return Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(Simulated.Cancellation));
    }
}
