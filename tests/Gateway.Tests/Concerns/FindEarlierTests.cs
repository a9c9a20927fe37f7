using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Concerns;
using Gateway.Concerns.Store;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;
using Microsoft.EntityFrameworkCore;
using static Gateway.Tests.Concerns.TestConcern;

namespace Gateway.Tests.Concerns;

/// <summary>Nothing about a pupil is too old to be found, a brother's concerns do not push it out, and what does not fit is said.</summary>
public sealed class FindEarlierTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    // A concern of Amira's from two years ago; 510 about others and 30 about her brother since.
    [Theory, MemberData(nameof(Stores))]
    public async Task The_oldest_about_the_pupil_is_found_among_all_and_comes_before_a_brothers_newest(string store)
    {
        await using var bed = await StartAsync(server, store);
        var old = await PutAsync(bed, 1, 900_000, ("Amira", "Childmark", ReferralBed.NumberOf(0).Digits));
        await PutAsync(bed, 510, 600_000, ("Somebody", "Elsewhere", null));
        await PutAsync(bed, 30, 1000, ("Noor", "Childmark", null));
        var now = await bed.WrittenAsync();
        await using var db = await bed.DbAsync();
        var concern = await db.Set<Concern>().AsNoTracking().SingleAsync(one => one.Id == now, ReferralBed.Cancellation);

        var found = await bed.Service<FindEarlier>().RunAsync(bed.Who("dsl"), concern, FindEarlier.Most, ReferralBed.Cancellation);
        Assert.Equal((31, old[0], false), (found.Shown.Length, found.Shown[0].Id, found.More));
        var few = await bed.Service<FindEarlier>().RunAsync(bed.Who("dsl"), concern, 10, ReferralBed.Cancellation);
        Assert.Equal((10, old[0], true), (few.Shown.Length, few.Shown[0].Id, few.More));
    }

    [Fact]
    public async Task A_file_that_cannot_take_all_of_them_says_so_at_the_new_school()
    {
        await using var bed = await StartAsync();
        var all = await PutAsync(bed, 101, 1000, ("Amira", "Childmark", ReferralBed.NumberOf(0).Digits));
        foreach (var (most, more) in ((int, bool)[])[(100, false), (101, true)])
        {
            if (most == 100) await DeleteAsync(bed, all[0]);
            else await PutAsync(bed, 1, 2000, ("Amira", "Childmark", ReferralBed.NumberOf(0).Digits));
            var file = SchoolFileTests.File(all[1]);
            var id = (await bed.Gateway.PostAsync("v1/school-files", "dsl", file, Guid.NewGuid().ToString())).Is(201).Json.GetProperty("file").GetGuid();
            Assert.Equal(more, (await bed.Gateway.GetAsync($"v1/school-files/{id}", "academy-dsl")).Is(200).Json.GetProperty("content").TryGetProperty("moreNotShown", out _));
        }
    }

    private static async Task DeleteAsync(ReferralBed bed, Guid id)
    {
        await using var db = await bed.DbAsync();
        await db.Set<Concern>().Where(one => one.Id == id).ExecuteDeleteAsync(ReferralBed.Cancellation);
    }

    // Two of each minute, so that the order needs the id too.
    private static async Task<Guid[]> PutAsync(ReferralBed bed, int many, int minutesAgo, (string First, string Last, string? Number) pupil)
    {
        await using var db = await bed.DbAsync();
        var ids = new List<Guid>();
        for (var n = 0; n < many; n++)
        {
            var (id, written, at) = (Guid.NewGuid(), Sample, bed.Gateway.Clock.GetUtcNow().AddMinutes(-minutesAgo + (n / 2)));
            var row = new JsonObject { ["firstName"] = pupil.First, ["lastName"] = pupil.Last };
            if (pupil.Number is not null) row["nhsNumber"] = pupil.Number;
            written["pupils"] = new JsonArray(row);
            db.Add(Concern.Of(id, bed.Who("school-other"), Guid.NewGuid(), [1], bed.Service<SealConcerns>().Content(id, JsonSerializer.SerializeToElement(written)), null, false, at, null));
            ids.Add(id);
        }

        await db.SaveChangesAsync(ReferralBed.Cancellation);
        return [.. ids];
    }
}
