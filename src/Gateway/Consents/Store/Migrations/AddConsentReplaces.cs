using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Consents.Store.Migrations;

/// <summary>Whose place a yes takes once the ledger has it.</summary>
[DbContext(typeof(GatewayContext))]
[Migration("20261122090000_AddConsentReplaces")]
internal sealed class AddConsentReplaces : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>("Replaces", "Consents", schema: Schema, nullable: false, defaultValue: "");
}
