using Gateway.Matching;
using Gateway.Matching.Trace;
using Gateway.Simulator;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Matching.Trace;

/// <summary>Whatever the national service does but answer, nobody could look: that is never "no such child".</summary>
public sealed class PdsFaultTests
{
    private static readonly PdsPerson Ella = PdsBed.Person(410, "Ella", "Begum");

    [Theory]
    [InlineData(Fault.Busy, LookFault.Busy), InlineData(Fault.Maintenance, LookFault.TimedOut), InlineData(Fault.Withheld, LookFault.NotAllowed)]
    [InlineData(Fault.Silent, LookFault.TimedOut), InlineData(Fault.Reset, LookFault.NoReply), InlineData(Fault.Error, LookFault.NoReply)]
    [InlineData(Fault.Html, LookFault.Unverified), InlineData(Fault.Truncated, LookFault.Unverified), InlineData(Fault.WrongSchema, LookFault.Unverified)]
    [InlineData(Fault.DuplicateMembers, LookFault.Unverified), InlineData(Fault.Endless, LookFault.Unverified), InlineData(Fault.Redirect, LookFault.Unverified)]
    [InlineData(Fault.WrongRequest, LookFault.Unverified), InlineData(Fault.GzipBomb, LookFault.Unverified)]
    public async Task Every_fault_is_that_nobody_could_look(Fault fault, LookFault why)
    {
        await using var bed = await PdsBed.WithAsync(Ella);
        await bed.Agencies.SetAsync("pds", new Behaviour(Fault: fault));

        Assert.Equal(new ChildMatch.NotKnown(why), await bed.MatchAsync(Ella));
        Assert.Equal(new HeldUnder.NotKnown(why), await bed.Trace.HeldAsync(PdsBed.Number(Ella.NhsNumber), PdsBed.Cancellation));
        Assert.Equal(new Sought.NotKnown(why), await bed.Trace.FindAsync(PdsBed.Described("Ella", "Begum", "ZA1 1AA"), PdsBed.Cancellation));
        Assert.Equal(0, bed.Agencies.RedirectsFollowed);
        Assert.NotEmpty(why.Words());
        Assert.DoesNotContain("not found", why.Words() + why.WhatToDo(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Slow_answer_within_patience_counts_and_a_later_one_does_not()
    {
        await using var bed = await PdsBed.WithAsync(Ella);
        await bed.Agencies.SetAsync("pds", new Behaviour(DelayMilliseconds: 50));
        Assert.IsType<ChildMatch.Exact>(await bed.MatchAsync(Ella));
        await bed.Agencies.SetAsync("pds", new Behaviour(DelayMilliseconds: 60_000));
        Assert.Equal(new ChildMatch.NotKnown(LookFault.TimedOut), await bed.MatchAsync(Ella));
    }

    [Fact]
    public async Task List_that_was_cut_short_is_not_a_list_of_nobody()
    {
        await using var bed = await PdsBed.WithAsync(Ella);
        await bed.Agencies.SetAsync("pds", new Behaviour(Fault: Fault.MissingItem));
        Assert.Equal(new Sought.NotKnown(LookFault.Unverified), await bed.Trace.FindAsync(PdsBed.Described("Ella", "Begum"), PdsBed.Cancellation));
    }

    [Fact]
    public async Task Withdrawn_record_is_not_a_child_who_does_not_exist()
    {
        await using var bed = await PdsBed.WithAsync(Ella with { IsWithdrawn = true });
        Assert.Equal(new ChildMatch.NotKnown(LookFault.Withdrawn), await bed.MatchAsync(Ella));
    }

    [Fact]
    public async Task Missing_page_of_a_server_on_the_way_is_not_a_number_that_never_was()
    {
        await using var bed = await PdsBed.WithAsync(Ella);
        await using var elsewhere = bed.Otherwise(PdsBed.Settings(new Uri(bed.Agencies.BaseAddress, "nowhere/")));
        Assert.Equal(new ChildMatch.NotKnown(LookFault.Unverified), await elsewhere.MatchAsync(Ella));
    }

    [Fact]
    public async Task Nobody_listening_is_unreachable()
    {
        await using var bed = await PdsBed.WithAsync(Ella);
        var address = bed.Agencies.Pds;
        await bed.Agencies.DisposeAsync();
        Assert.Equal(new ChildMatch.NotKnown(LookFault.Unreachable), await bed.Otherwise(PdsBed.Settings(address)).MatchAsync(Ella));
    }

    [Fact]
    public async Task No_more_is_asked_within_a_second_than_is_allowed()
    {
        await using var bed = await PdsBed.WithAsync(Ella);
        var hurried = bed.Otherwise(PdsBed.Settings(bed.Agencies.Pds) with { ASecond = 2, Patience = TimeSpan.FromMilliseconds(300) });

        var all = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => hurried.MatchAsync(Ella).AsTask()));

        Assert.InRange(bed.Agencies.PdsAsked.Count, 1, 2);
        Assert.Equal(bed.Agencies.PdsAsked.Count, all.Count(one => one is ChildMatch.Exact));
        Assert.All(all.OfType<ChildMatch.NotKnown>(), one => Assert.True(one.Why is LookFault.Busy or LookFault.TimedOut));
        Assert.Contains(new ChildMatch.NotKnown(LookFault.Busy), all);
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient"}"""), InlineData("[]"), InlineData("null"), InlineData("1"), InlineData("")]
    [InlineData("""{"resourceType":"OperationOutcome","issue":[]}"""), InlineData("""{"resourceType":"Bundle","type":"searchset","total":2,"entry":[]}""")]
    [InlineData("""{"resourceType":"Bundle","type":"history","total":0}"""), InlineData("""{"resourceType":"Bundle","type":"searchset"}""")]
    [InlineData("""{"resourceType":"Patient","id":"9990000019","birthDate":"2018-03-21","name":[{"family":"Begum"}]}""")]
    [InlineData("""{"resourceType":"Patient","id":"9990000018","birthDate":"2018","name":[{"family":"Begum"}]}""")]
    [InlineData("""{"resourceType":"Patient","id":"9990000018","birthDate":"2018-03-21","name":[]}""")]
    [InlineData("""{"resourceType":"Patient","id":"9990000018","birthDate":"2018-03-21","name":[{"family":"Begum"}],"identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000026"}]}""")]
    public void What_is_not_exactly_an_answer_is_none(string body)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);
        Assert.Equal(new PdsReply.Fault(LookFault.Unverified), ReadPds.Answer(bytes));
        Assert.Equal(new PdsReply.Fault(LookFault.Unverified), ReadPds.Missing(bytes));
    }

    [Fact]
    public void A_body_deeper_than_any_record_is_none() =>
        Assert.Equal(new PdsReply.Fault(LookFault.Unverified), ReadPds.Answer(System.Text.Encoding.UTF8.GetBytes("{\"resourceType\":\"Bundle\",\"x\":" + new string('[', 1000) + new string(']', 1000) + "}")));
}
