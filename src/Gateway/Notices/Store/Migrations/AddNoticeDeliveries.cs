using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Notices.Store.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261123080100_AddNoticeDeliveries")]
internal sealed class AddNoticeDeliveries : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "NoticeDeliveries",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Notice = table.Column<Guid>(nullable: false),
                Turn = table.Column<Guid>(nullable: false),
                Channel = table.Column<string>(maxLength: 16, nullable: false),
                Agency = table.Column<string>(nullable: false),
                Role = table.Column<string>(nullable: false),
                Urgency = table.Column<string>(maxLength: 16, nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
                NextAttemptAt = table.Column<long>(nullable: false),
                Attempts = table.Column<int>(nullable: false),
                LastFailure = table.Column<string>(nullable: true),
                SentAt = table.Column<long>(nullable: true),
                DeadAt = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_NoticeDeliveries", delivery => delivery.Id));
        migrationBuilder.CreateIndex("IX_NoticeDeliveries_Turn_Channel_Role", "NoticeDeliveries", ["Turn", "Channel", "Role"], Schema, unique: true);
        migrationBuilder.CreateIndex("IX_NoticeDeliveries_SentAt_DeadAt_NextAttemptAt", "NoticeDeliveries", ["SentAt", "DeadAt", "NextAttemptAt"], Schema);
    }
}
