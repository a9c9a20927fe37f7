using System.Text.Json;
using Gateway.Audit;
using Gateway.Notices;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;
using Gateway.Tests.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Notices;

/// <summary>A notice is durable, in the ledger before anybody has it, and tells of a child what the policy lets its recipient be told.</summary>
public sealed class PostTests
{
    public static TheoryData<string> Both => TestStore.Both;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Both))]
    public async Task Same_notice_is_one_however_often_and_from_wherever_it_is_posted(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var one = await InboxHost.StartAsync(store);
        await using var other = await InboxHost.StartAsync(store, one.Clock);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => (n % 2 == 0 ? one : other).PostAsync(Tell.Late(), Tell.Late("second-nurse")))));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => (n % 2 == 0 ? one : other).TendAsync())));

        Assert.Equal(["nurse", "second-nurse"], (await one.NoticesAsync()).Select(notice => notice.Person).Order());
        Assert.Equal(2, (await one.TurnsAsync()).Count);
        Assert.Equal(2, one.Ledger.Entries.Count + other.Ledger.Entries.Count);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Process_that_dies_after_the_ledger_and_before_the_row_has_told_nobody_and_the_next_tells_them_once(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var dying = await InboxHost.StartAsync(store);
        await dying.PostAsync(Tell.Late());
        dying.Ledger.Dies = 1;
        await dying.TendAsync();
        Assert.Empty(await dying.TurnsAsync());
        Assert.Equal(0, (await dying.OnlyAsync()).Step);

        await using var next = await InboxHost.StartAsync(store, dying.Clock);
        await next.TendAsync();
        await dying.TendAsync();

        Assert.Equal("asker alder-valley-nhs-trust nurse Mon 09:30", await next.CourseAsync());
        Assert.Equal((1, 1), (dying.Ledger.Entries.Count, next.Ledger.Entries.Count));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Closed_ledger_tells_nobody_and_loses_nothing(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var inbox = await InboxHost.StartAsync(store);
        inbox.Ledger.Refuses = true;
        await inbox.PostAsync(Tell.Late(), Tell.Referral());
        await inbox.TendAsync();
        Assert.Empty(await inbox.TurnsAsync());

        inbox.Ledger.Refuses = false;
        await inbox.TendAsync();

        Assert.Equal(2, (await inbox.TurnsAsync()).Count);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Change_that_fails_takes_its_notice_with_it(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var inbox = await InboxHost.StartAsync(store);
        var post = inbox.Services.GetRequiredService<PostToInbox>();
        await inbox.ReadAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancellation);
            post.Add(db, Tell.Late());
            await db.SaveChangesAsync(Cancellation);
            return 0;
        });
        Assert.Empty(await inbox.NoticesAsync());
        await inbox.ReadAsync(async db =>
        {
            for (var n = 0; n < 2; n++)
            {
                await post.AddNewAsync(db, Tell.Late(), Cancellation);
                await db.SaveChangesAsync(Cancellation);
            }

            return 0;
        });
        Assert.Single(await inbox.NoticesAsync());
    }

    /// <summary>Rulings, 23: the child goes with it only as far as the matrix lets the recipient's role and purpose; else it says to ring.</summary>
    [Theory]
    [InlineData(RelationshipType.Allocation, true, "plan-flag=share attendance-dates=share attendance-site=share", NoticeRecipient.SocialWorker, "aldersham-council")]
    [InlineData(RelationshipType.Referral, true, "plan-flag=share attendance-dates=share-less attendance-site=share-less", NoticeRecipient.FrontDoor, "aldersham-council")]
    [InlineData(null, false, "", NoticeRecipient.SocialWorker, "aldersham-council")]
    [InlineData(RelationshipType.Incident, false, "", NoticeRecipient.SocialWorker, "aldersham-council")]
    public async Task Child_goes_with_a_notice_as_far_as_the_policy_lets_it(RelationshipType? involved, bool told, string items, NoticeRecipient part, string agency)
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var inbox = await InboxHost.StartAsync(store);
        await inbox.PostAsync(Tell.Attended(involved, part, agency));
        await inbox.TendAsync();

        var turn = Assert.Single(await inbox.TurnsAsync());
        Assert.Equal((told, items), (turn.Told, turn.Items));
        var entry = Assert.Single(inbox.Ledger.Entries);
        Assert.Equal((EntryType.Disclosure, told ? EntryOutcome.Noted : EntryOutcome.Deny), (entry.Type, entry.Outcome));
        Assert.False(entry.PolicyHash.Span.SequenceEqual(new byte[32]));
        var child = Assert.Single(entry.Sections);
        Assert.Equal((Tell.About.NhsNumber, items), (child.Child, JsonDocument.Parse(child.Bytes).RootElement.GetProperty("told").GetString()));
        Assert.DoesNotContain(Tell.Child.Number, System.Text.Encoding.UTF8.GetString(entry.Common.Bytes.Span));
        Assert.DoesNotContain(inbox.Logs.Lines, line => line.Text.Contains(Tell.Child.Number, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Next_one_at_another_agency_is_told_to_ring_and_nothing_about_the_child()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var inbox = await InboxHost.StartAsync(store);
        var incident = new Posting(NoticeEvent.AbuseIncidentPupil, NoticeSubject.Referral(Tell.Subject), new PostingTo(NoticeRecipient.SafeguardingLead, "brackenford-academy"), InboxHost.Morning)
        {
            Child = Tell.About,
            Relationship = new Relationship(RelationshipType.SchoolRoll, null),
        };
        await inbox.PostAsync(incident);
        await inbox.TendAsync();
        await inbox.AfterAsync(TimeSpan.FromHours(2));

        var turns = await inbox.TurnsAsync();
        Assert.Equal(["brackenford-academy", "brackenford-council"], turns.Select(turn => turn.Agency));
        Assert.False(turns[1].Told);
        Assert.Equal("", turns[1].Items);
    }

    [Fact]
    public async Task Posting_that_the_matrix_does_not_know_is_refused()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var inbox = await InboxHost.StartAsync(store);
        var late = Tell.Late();
        foreach (var wrong in (Posting[])
        [
            late with { To = late.To with { Part = NoticeRecipient.Gp } }, late with { To = late.To with { Agency = "nowhere" } }, late with { Words = [NoticeWord.DangerNow] },
            late with { Subject = new NoticeSubject(NoticeSubjectKind.Check, "Amy Smith") }, late with { Subject = new NoticeSubject(NoticeSubjectKind.Source, new string('a', 65)) },
            late with { Ring = "nobody" }, late with { Items = [Item.PlanFlag] }, Tell.Attended(null) with { Items = [Item.AbuseMarker] }, late with { To = new PostingTo(NoticeRecipient.Asker, "alder-valley-nhs-trust") },
        ])
            await Assert.ThrowsAsync<ArgumentException>(() => inbox.PostAsync(wrong));
        Assert.Empty(await inbox.NoticesAsync());
    }
}
