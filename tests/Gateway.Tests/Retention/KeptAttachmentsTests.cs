using System.Text.Json.Nodes;
using Gateway.Referrals.Attachments;
using Gateway.Referrals.Store;
using Gateway.Rules.Attachments;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Retention;

/// <summary>Files go with the referral that they belong to, and an extract says which there are.</summary>
public sealed class KeptAttachmentsTests(PostgresServer server)
{
    private static readonly TestChild Child = new(ReferralBed.NumberOf(0).Digits, RetentionBed.Born);

    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Files_are_listed_to_whoever_has_the_form_and_go_at_the_end_of_the_referrals_time(string store)
    {
        await using var bed = await RetentionBed.StartAsync(server, store, children: [Child]);
        var (kept, _) = await bed.ReferralAsync(bed.Now.AddYears(1), child: 1);
        var (goes, _) = await bed.ReferralAsync(bed.Now);
        await AddAsync(bed, goes, "Filemark.pdf");
        await AddAsync(bed, kept, "other.pdf");

        var extract = (await bed.PostAsync("extracts", "officer-of-alder-valley-nhs-trust", Extract())).Is(200);
        Assert.Contains("Filemark.pdf", extract.Text);
        Assert.DoesNotContain("other.pdf", extract.Text);
        var council = (await bed.PostAsync("extracts", "officer-of-aldersham-council", Extract())).Is(200);
        Assert.Contains("Filemark.pdf", council.Text);

        bed.To(bed.Now.AddYears(2).AddMonths(3));
        Assert.True(await bed.SweepAsync());

        await using var db = await bed.Bed.DbAsync();
        Assert.Equal([kept], await db.Set<ReferralAttachment>().Select(one => one.Referral).ToListAsync(RetentionBed.Cancellation));
        Assert.Equal(1, await db.Set<ReferralAttachmentPart>().CountAsync(RetentionBed.Cancellation));
    }

    private static JsonObject Extract() => new() { ["children"] = new JsonArray(new JsonObject { ["child"] = RetentionBed.Named(0) }), ["reason"] = "The family asked what is held." };

    private static async Task AddAsync(RetentionBed bed, Guid referral, string name)
    {
        await using var db = await bed.Bed.DbAsync();
        var (coming, seal) = (ReferralAttachment.Coming(referral, bed.Now), bed.Service<SealReferrals>());
        coming.Came(1, [1], seal.AboutAttachment(coming.Id, new AboutAttachment(name, AttachmentKind.Pdf, 8, 1)), bed.Now);
        db.Add(coming);
        await db.SaveChangesAsync(RetentionBed.Cancellation);
        await bed.Service<AttachmentParts>().PutAsync(coming.Id, 0, "%PDF-1.4"u8.ToArray(), RetentionBed.Cancellation);
    }
}
