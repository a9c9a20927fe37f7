using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Federation.Pointers.Store.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261122220000_AddPointers")]
internal sealed class AddPointers : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "PointerLists",
            schema: Schema,
            columns: table => new
            {
                Custodian = table.Column<string>(nullable: false),
                Sequence = table.Column<long>(nullable: false),
                Envelope = table.Column<string>(nullable: false),
                Sealed = table.Column<byte[]>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_PointerLists", list => list.Custodian));
        migrationBuilder.CreateTable(
            name: "PointerContents",
            schema: Schema,
            columns: table => new
            {
                Custodian = table.Column<string>(nullable: false),
                Sequence = table.Column<long>(nullable: false),
                Sealed = table.Column<byte[]>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_PointerContents", content => new { content.Custodian, content.Sequence }));
    }
}
