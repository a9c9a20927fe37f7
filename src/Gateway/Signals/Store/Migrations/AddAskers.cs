using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Signals.Store.Migrations;

/// <summary>Who asked, as a keyed digest: a check that is asked again with a reason counts once.</summary>
[DbContext(typeof(GatewayContext))]
[Migration("20261123242000_AddAskers")]
internal sealed class AddAskers : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<long>("Asker", "ChecksSeen", schema: Schema, nullable: false, defaultValue: 0L);
}
