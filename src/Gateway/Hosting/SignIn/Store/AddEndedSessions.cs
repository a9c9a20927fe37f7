using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Hosting.SignIn.Store;

[DbContext(typeof(GatewayContext))]
[Migration("20261123113000_AddEndedSessions")]
internal sealed class AddEndedSessions : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "EndedSessions",
            schema: Schema,
            columns: table => new { Id = table.Column<byte[]>(nullable: false), Until = table.Column<long>(nullable: false) },
            constraints: table => table.PrimaryKey("PK_EndedSessions", session => session.Id));
        migrationBuilder.CreateIndex("IX_EndedSessions_Until", "EndedSessions", ["Until"], Schema);
    }
}
