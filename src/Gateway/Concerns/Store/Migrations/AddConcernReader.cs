using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Concerns.Store.Migrations;

/// <summary>Of what was read before it is not known who read it.</summary>
[DbContext(typeof(GatewayContext))]
[Migration("20261123234500_AddConcernReader")]
internal sealed class AddConcernReader : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>("ReadBy", "Concerns", schema: Schema, nullable: true);
}
