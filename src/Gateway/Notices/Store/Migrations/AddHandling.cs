using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Notices.Store.Migrations;

/// <summary>How something is to be handled stands with the referral and with each notice.</summary>
[DbContext(typeof(GatewayContext))]
[Migration("20261123240000_AddHandling")]
internal sealed class AddHandling : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Handling", "InboxNotices", schema: Schema, nullable: false, defaultValue: "");
        migrationBuilder.AddColumn<string>("Handling", "Referrals", schema: Schema, nullable: false, defaultValue: "");
    }
}
