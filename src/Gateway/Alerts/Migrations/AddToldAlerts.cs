using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Alerts.Migrations;

/// <summary>Whether the officer has a notice of it. Of what was there before nobody is told anew.</summary>
[DbContext(typeof(GatewayContext))]
[Migration("20261123243000_AddToldAlerts")]
internal sealed class AddToldAlerts : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<bool>("Told", "Alerts", schema: Schema, nullable: false, defaultValue: true);
        migrationBuilder.CreateIndex("IX_Alerts_Told", "Alerts", "Told", Schema);
    }
}
