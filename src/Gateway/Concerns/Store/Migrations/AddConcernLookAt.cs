using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Concerns.Store.Migrations;

/// <summary>Until when a concern is monitored; of what was decided before it stands in the decision alone.</summary>
[DbContext(typeof(GatewayContext))]
[Migration("20261123235200_AddConcernLookAt")]
internal sealed class AddConcernLookAt : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>("LookAt", "Concerns", schema: Schema, nullable: true);
        migrationBuilder.CreateIndex("IX_Concerns_LookAt", "Concerns", ["LookAt"], Schema);
    }
}
