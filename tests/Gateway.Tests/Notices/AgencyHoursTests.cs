using System.Collections.Frozen;
using System.Globalization;
using Gateway.Agencies;
using Gateway.Agencies.Loading;
using Gateway.Notices;
using Gateway.Rules.Notices;
using Gateway.Simulator;
using Gateway.Tests.Hosting;
using Gateway.Tests.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Notices;

/// <summary>Whoever has a notice first is whoever answers the telephone, on every day of the week and on bank holidays. 23 November 2026 is a Monday.</summary>
public sealed class AgencyHoursTests
{
    private static readonly NoticeRow Row = new(
        NoticeEvent.ConcernOpened, NoticeRecipient.FrontDoor, NoticeUrgency.Today, NoticeUrgency.Now, null, [NoticeChannel.Screen], NoticeRecipient.EmergencyDuty, [NoticeRecipient.Lead], [], []);

    [Theory]
    [InlineData("", "2026-11-23 03:00 2026-11-26 10:00 2026-11-28 12:00 2026-11-29 23:59 2026-12-25 10:00 2026-12-28 02:00", "")]
    [InlineData("monday tuesday wednesday thursday", "2026-11-23 08:30 2026-11-26 10:00", "2026-11-23 08:29 2026-11-27 10:00 2026-11-28 10:00 2026-11-26 17:00")]
    [InlineData("monday tuesday wednesday thursday friday saturday sunday", "2026-11-27 10:00 2026-11-28 10:00 2026-11-29 16:59", "2026-11-29 17:00 2026-11-28 03:00 2026-12-25 10:00 2026-12-28 10:00")]
    public async Task Who_has_it_first_is_who_answers_the_telephone(string days, string open, string closed)
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var inbox = await InboxHost.StartAsync(store, change: register =>
        {
            var telephones = register["agencies"]!.AsArray().Single(one => (string)one!["id"]! == "aldersham-council")!["telephones"]!.AsObject();
            var duty = telephones["duty"]!.AsObject();
            if (days.Length > 0) duty["days"] = new System.Text.Json.Nodes.JsonArray([.. days.Split(' ').Select(day => (System.Text.Json.Nodes.JsonNode)day)]);
            else foreach (var member in (string[])["days", "from", "to"]) duty.Remove(member);
            if (days.Length == 0) telephones.Remove("outOfHours");
        });
        var (hours, council, holidays) = (inbox.Services.GetRequiredService<AgencyHours>(), inbox.Services.GetRequiredService<Register>().Agencies["aldersham-council"], inbox.Services.GetRequiredService<BankHolidays>());

        foreach (var at in Times(open))
        {
            Assert.Equal((NoticeRecipient.FrontDoor, false), (hours.First(Row, false, at, council), RingNow.At(council.Telephones, at, holidays).OutOfHours));
            Assert.Equal(at, hours.Of(council).Hours.Opening(at));
        }

        foreach (var at in Times(closed))
        {
            Assert.Equal((NoticeRecipient.EmergencyDuty, true), (hours.First(Row, false, at, council), RingNow.At(council.Telephones, at, holidays).OutOfHours));
            Assert.True(hours.Of(council).Hours.Opening(at) > at);
        }

        // It waits in the hours in which somebody is there.
        var friday = Times("2026-11-27 16:00").Single();
        var expected = days switch { "" => "2026-11-27 18:00", "monday tuesday wednesday thursday" => "2026-11-30 10:30", _ => "2026-11-28 09:30" };
        Assert.Equal(Times(expected).Single(), hours.Of(council).Hours.Add(friday, TimeSpan.FromHours(2)));
    }

    private static IEnumerable<DateTimeOffset> Times(string times) => times.Split(' ', StringSplitOptions.RemoveEmptyEntries).Chunk(2)
        .Select(one => Gateway.Rules.Calendars.LondonTime.Instant(DateTime.ParseExact($"{one[0]} {one[1]}", "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
}
