using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Asks.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261122090100_AddAskRecusals")]
internal sealed class AddAskRecusals : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        name: "AskRecusals",
        schema: Schema,
        columns: table => new
        {
            Ask = table.Column<Guid>(nullable: false),
            Practitioner = table.Column<string>(nullable: false),
            At = table.Column<long>(nullable: false),
        },
        constraints: table => table.PrimaryKey("PK_AskRecusals", recusal => new { recusal.Ask, recusal.Practitioner }));
}
