using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Matching.Registrations.Store.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261122190000_AddRegistrations")]
internal sealed class AddRegistrations : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "RegisteredChildren",
            schema: Schema,
            columns: table => new
            {
                Token = table.Column<byte[]>(nullable: false),
                Position = table.Column<long>(nullable: false),
                Sealed = table.Column<byte[]>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_RegisteredChildren", child => child.Token));
        migrationBuilder.CreateIndex("IX_RegisteredChildren_Position", "RegisteredChildren", "Position", Schema, unique: true);
        migrationBuilder.CreateTable(
            name: "RegistrationFeed",
            schema: Schema,
            columns: table => new { Id = table.Column<int>(nullable: false), Position = table.Column<long>(nullable: false) },
            constraints: table => table.PrimaryKey("PK_RegistrationFeed", feed => feed.Id));
        migrationBuilder.CreateTable(
            name: "RegistrationSenders",
            schema: Schema,
            columns: table => new { Agency = table.Column<string>(nullable: false), Sequence = table.Column<long>(nullable: false) },
            constraints: table => table.PrimaryKey("PK_RegistrationSenders", sender => sender.Agency));
        migrationBuilder.InsertData("RegistrationFeed", ["Id", "Position"], ["integer", "bigint"], [RegistrationFeed.Only, 0L], Schema);
    }
}
