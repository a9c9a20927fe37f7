using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Notices.Store.Migrations;

/// <summary>Whatever was there before tells of all the items of its row.</summary>
[DbContext(typeof(GatewayContext))]
[Migration("20261123090000_AddNoticeItems")]
internal sealed class AddNoticeItems : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>("Items", "InboxNotices", schema: Schema, nullable: true);
}
