using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Notifications.Migrations;

/// <summary>Whatever was there before was a notice of attendance.</summary>
[DbContext(typeof(GatewayContext))]
[Migration("20261123010100_AddNoticeKinds")]
internal sealed class AddNoticeKinds : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>("Kind", "NoticesOfAttendance", maxLength: 32, schema: Schema, nullable: false, defaultValue: nameof(NoticeKind.Attendance));
}
