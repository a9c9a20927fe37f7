using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Referrals.Store.Migrations;

/// <summary>Files that go with a referral, and their bytes in parts.</summary>
[DbContext(typeof(GatewayContext))]
[Migration("20261123246000_AddReferralAttachments")]
internal sealed class AddReferralAttachments : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "ReferralAttachments",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Referral = table.Column<Guid>(nullable: false),
                Number = table.Column<int>(nullable: false),
                Same = table.Column<byte[]>(nullable: true),
                About = table.Column<byte[]>(nullable: false),
                State = table.Column<string>(maxLength: 16, nullable: false),
                AddedAt = table.Column<long>(nullable: false),
                CheckedAt = table.Column<long>(nullable: true),
                TryAt = table.Column<long>(nullable: false),
                Tries = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_ReferralAttachments", attachment => attachment.Id));
        migrationBuilder.CreateIndex("IX_ReferralAttachments_Referral_Same", "ReferralAttachments", ["Referral", "Same"], Schema, unique: true);
        migrationBuilder.CreateIndex("IX_ReferralAttachments_State_TryAt", "ReferralAttachments", ["State", "TryAt"], Schema);
        migrationBuilder.CreateTable(
            name: "ReferralAttachmentParts",
            schema: Schema,
            columns: table => new
            {
                Attachment = table.Column<Guid>(nullable: false),
                Number = table.Column<int>(nullable: false),
                Content = table.Column<byte[]>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_ReferralAttachmentParts", part => new { part.Attachment, part.Number }));
    }
}
