using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Policy.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261122050000_AddPoliciesSeen")]
internal sealed class AddPoliciesSeen : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        name: SeenPolicies.Table,
        schema: Schema,
        columns: table => new
        {
            Sequence = table.Column<int>(nullable: false),
            Version = table.Column<string>(nullable: false),
            Hash = table.Column<byte[]>(nullable: false),
            At = table.Column<long>(nullable: false),
        },
        constraints: table => table.PrimaryKey("PK_PoliciesSeen", seen => seen.Sequence));
}
