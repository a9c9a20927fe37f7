using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Notices.Store.Migrations;

/// <summary>Whatever was there before is named by its digest still.</summary>
[DbContext(typeof(GatewayContext))]
[Migration("20261123110000_AddNoticeSubjectReference")]
internal sealed class AddNoticeSubjectReference : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>("Reference", "InboxNotices", schema: Schema, maxLength: 16, nullable: true);
}
