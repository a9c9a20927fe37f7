using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Policy.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261122090200_AddPolicyFiles")]
internal sealed class AddPolicyFiles : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<byte[]>("Files", SeenPolicies.Table, schema: Schema, nullable: true);
}
